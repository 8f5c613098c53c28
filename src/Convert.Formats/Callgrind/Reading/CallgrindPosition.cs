namespace Refold.Formats.Callgrind;

/// <summary>A position of a function, as the file has it.</summary>
/// <param name="Function">The number of the function in the call graph.</param>
/// <param name="Object">The binary.</param>
/// <param name="File">The source file, which for inlined code is not the function's.</param>
/// <param name="Address">The address; 0 if unknown.</param>
/// <param name="Line">The line; 0 if unknown.</param>
internal readonly record struct CallgrindPosition(
    int Function, StringId Object, StringId File, ulong Address, long Line);
