namespace Refold.Attribution;

/// <summary>
/// The paths from one member of a cycle to another, taken in turn so that all together are in proportion.
/// </summary>
internal sealed class CyclePick
{
    private const double One = 1L << 40;

    private readonly int[] _paths;
    private readonly double[] _shares;
    private readonly double[] _credits;

    /// <summary>Takes paths from a list.</summary>
    public CyclePick(List<int> paths, CycleWalk walk)
    {
        // OrderBy is stable: of equal paths, that found first is first.
        _paths = [.. paths.OrderByDescending(walk.TokensOf)];
        double sum = _paths.Sum(p => (double)Math.Max(1, walk.TokensOf(p)));
        _shares = [.. _paths.Select(p => Math.Max(1, walk.TokensOf(p)) / sum)];
        _credits = new double[_paths.Length];
    }

    /// <summary>Some of the paths, with their weights.</summary>
    /// <param name="count">How many, at most; all if there are no more.</param>
    public (int[] Paths, Int128[] Weights) Take(int count)
    {
        if (_paths.Length == 1)
        {
            return (_paths, [1]);
        }

        if (count >= _paths.Length)
        {
            return (_paths, [.. _shares.Select(s => (Int128)(s * One))]);
        }

        var taken = new SortedDictionary<int, Int128>();
        for (int i = 0; i < count; i++)
        {
            int best = Next();
            taken[best] = taken.GetValueOrDefault(best) + 1;
        }

        return ([.. taken.Keys.Select(p => _paths[p])], [.. taken.Values]);
    }

    private int Next()
    {
        int best = 0;
        for (int i = 0; i < _credits.Length; i++)
        {
            _credits[i] += _shares[i];
            best = _credits[i] > _credits[best] ? i : best;
        }

        _credits[best]--;
        return best;
    }
}
