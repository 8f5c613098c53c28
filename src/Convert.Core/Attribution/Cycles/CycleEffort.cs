namespace Refold.Attribution;

/// <summary>How much work the walks through all cycles of a graph may still be.</summary>
internal sealed class CycleEffort
{
    /// <summary>States of walks in one cycle, at most; what is left takes the shortest path.</summary>
    public const int MaxStates = 500_000;

    private long _work = 300_000_000;

    /// <summary>Whether no work is left.</summary>
    public bool IsSpent => _work <= 0;

    /// <summary>Takes work off.</summary>
    public void Spend(long work) => _work -= work;
}
