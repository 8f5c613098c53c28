namespace Refold.Formats.Nettrace;

/// <summary>A file in the memory of a process.</summary>
/// <param name="Id">Its number, by which symbols name it.</param>
/// <param name="Start">Its first address.</param>
/// <param name="End">The address behind it.</param>
/// <param name="Offset">Where in the file that is.</param>
/// <param name="File">The path of the file, or a name.</param>
/// <param name="Metadata">The number under which more is said of it.</param>
internal readonly record struct NettraceMapping(
    ulong Id, ulong Start, ulong End, ulong Offset, string File, ulong Metadata);
