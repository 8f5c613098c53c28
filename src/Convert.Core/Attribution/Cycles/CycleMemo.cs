namespace Refold.Attribution;

/// <summary>Keeps the walks through large cycles for further tries with coarser settings.</summary>
/// <remarks>
/// Walks do not depend on the settings, so a try with other settings reuses them.
/// </remarks>
internal sealed class CycleMemo
{
    private const int MinPaths = 1000;
    private const long MaxPaths = 2_000_000;

    private readonly Dictionary<int, (double[] Entries, double[] Demands, CycleWalk Walk)> _walks = [];
    private long _paths;

    /// <summary>Returns the walks of an earlier try; null if there are none for the same entries and demands.</summary>
    /// <param name="function">The first function of the cycle.</param>
    /// <param name="entries">The cost that enters each member from outside.</param>
    /// <param name="demands">The cost that leaves the cycle from each member.</param>
    public CycleWalk? Find(int function, double[] entries, double[] demands) =>
        _walks.TryGetValue(function, out (double[] Entries, double[] Demands, CycleWalk Walk) known)
        && entries.AsSpan().SequenceEqual(known.Entries) && demands.AsSpan().SequenceEqual(known.Demands)
            ? known.Walk
            : null;

    /// <summary>Keeps walks, unless they are few or the memory is full.</summary>
    /// <param name="function">The first function of the cycle.</param>
    /// <param name="entries">The cost that enters each member from outside.</param>
    /// <param name="demands">The cost that leaves the cycle from each member.</param>
    /// <param name="walk">The walks.</param>
    public void Keep(int function, double[] entries, double[] demands, CycleWalk walk)
    {
        if (walk.PathCount >= MinPaths && _paths + walk.PathCount <= MaxPaths
            && _walks.TryAdd(function, (entries, demands, walk)))
        {
            _paths += walk.PathCount;
        }
    }
}
