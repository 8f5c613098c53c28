namespace Refold.Formats.Nettrace;

/// <summary>A block does not hold what it should. Never leaves the folder: the block is left out and a warning says so.</summary>
internal sealed class NettraceDamageException(long offset, string problem) : Exception(problem)
{
    /// <summary>Where in the file.</summary>
    public long Offset { get; } = offset;
}
