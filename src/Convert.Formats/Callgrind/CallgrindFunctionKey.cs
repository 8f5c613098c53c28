namespace Refold.Formats.Callgrind;

/// <summary>What makes a function of a call graph: where it is declared, and its name.</summary>
/// <param name="Object">The binary.</param>
/// <param name="File">The source file.</param>
/// <param name="Name">The name.</param>
internal readonly record struct CallgrindFunctionKey(StringId Object, StringId File, StringId Name);
