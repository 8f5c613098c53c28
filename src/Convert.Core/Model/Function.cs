using Refold.Storage;

namespace Refold;

/// <summary>A function of the profiled program.</summary>
/// <param name="Name">The name for people; empty if unknown.</param>
/// <param name="SystemName">The name in the binary, often mangled; empty if the source has only one name.</param>
/// <param name="File">The source file; empty if unknown.</param>
/// <param name="StartLine">The line where the function begins, from 1; 0 if unknown.</param>
public readonly record struct Function(
    StringId Name,
    StringId SystemName = default,
    StringId File = default,
    long StartLine = 0)
{
    /// <inheritdoc/>
    public override int GetHashCode() => (int)RowHash.Combine(
        (ulong)(uint)Name.Number | ((ulong)SystemName.Number << 32), (ulong)(uint)File.Number, (ulong)StartLine);
}
