namespace Refold.Attribution;

/// <summary>The work that the walks through all cycles of a graph may still be, in steps.</summary>
internal sealed class CycleEffort
{
    /// <summary>The maximum number of states of walks in one cycle; further walks take the shortest path.</summary>
    public const int MaxStates = 500_000;

    private long _work = 300_000_000;

    /// <summary>Whether no work is left.</summary>
    public bool IsSpent => _work <= 0;

    /// <summary>Subtracts work that was done.</summary>
    public void Spend(long work) => _work -= work;
}
