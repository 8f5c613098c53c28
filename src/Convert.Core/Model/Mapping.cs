using Refold.Storage;

namespace Refold;

/// <summary>A binary, or other code, that is mapped into memory.</summary>
/// <param name="Start">The address of its first byte; 0 if unknown.</param>
/// <param name="Limit">The address after its last byte; 0 if unknown.</param>
/// <param name="FileOffset">The offset of <paramref name="Start"/> in the file, in bytes.</param>
/// <param name="File">The path of the file, or a name such as <c>[kernel.kallsyms]</c>; empty if unknown.</param>
/// <param name="BuildId">The build id of the file as in the source, usually hexadecimal; empty if unknown.</param>
/// <param name="Flags">The kinds of symbols that its locations have.</param>
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
