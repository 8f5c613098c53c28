namespace Refold.Formats.Callgrind;

/// <summary>A position in a function.</summary>
/// <param name="Function">The number of the function.</param>
/// <param name="Address">The address; 0 if unknown.</param>
/// <param name="Line">The line of the function's file, from 1; 0 if unknown.</param>
internal readonly record struct CallgrindFrame(int Function, ulong Address, long Line);
