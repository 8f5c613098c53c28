namespace Refold.Formats.Nettrace;

/// <summary>The content of a block is corrupt.</summary>
/// <remarks>Never leaves this folder: the rest of the block is discarded with a warning.</remarks>
/// <param name="offset">The offset of the corruption in the file.</param>
/// <param name="problem">The problem: <c>expected X, found Y</c>.</param>
internal sealed class NettraceDamageException(long offset, string problem) : Exception(problem)
{
    /// <summary>The offset of the corruption in the file.</summary>
    public long Offset { get; } = offset;
}
