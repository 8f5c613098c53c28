using Refold.Storage;

namespace Refold;

/// <summary>A binary, or another piece of code, mapped into memory.</summary>
/// <param name="Start">The address of its first byte; 0 if unknown.</param>
/// <param name="Limit">The address behind its last byte; 0 if unknown.</param>
/// <param name="FileOffset">Where in the file <paramref name="Start"/> lies, in bytes.</param>
/// <param name="File">The path of the file, or a name such as <c>[kernel.kallsyms]</c>; empty if unknown.</param>
/// <param name="BuildId">The file's build id as the source spells it, usually hex; empty if unknown.</param>
/// <param name="Flags">What is already known of its code.</param>
public readonly record struct Mapping(
    ulong Start,
    ulong Limit,
    ulong FileOffset,
    StringId File,
    StringId BuildId = default,
    MappingFlags Flags = MappingFlags.None)
{
    /// <inheritdoc/>
    public override int GetHashCode() => (int)RowHash.Combine(
        Start, Limit, FileOffset ^ ((ulong)Flags << 60), (ulong)(uint)File.Number | ((ulong)BuildId.Number << 32));
}
