namespace Refold.Formats.DotNet;

/// <summary>A module: a file with managed code.</summary>
/// <param name="Path">The path of the file, or a name if it is none.</param>
/// <param name="SymbolPath">Where its compiler put its symbols; empty if the trace does not tell.</param>
/// <param name="SymbolId">What such a file must have inside to be the right one.</param>
internal sealed record ClrModule(string Path, string SymbolPath = "", Guid SymbolId = default);
