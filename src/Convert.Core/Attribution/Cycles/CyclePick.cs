namespace Refold.Attribution;

/// <summary>
/// Chooses among the paths from one member of a cycle to another, in proportion to the walks on them.
/// </summary>
/// <remarks>
/// Small costs get only some of the paths. Each path earns credit by its share and pays 1 when it is chosen, so that
/// the choices together are in proportion, without random numbers:
/// <code>
///     shares  A ⅔  B ⅓      one at a time:  A  B  A  A  B  A  …
/// </code>
/// </remarks>
internal sealed class CyclePick
{
    private const double One = 1L << 40;

    private readonly int[] _paths;
    private readonly double[] _shares;
    private readonly double[] _credits;

    /// <summary>Creates a choice among paths.</summary>
    public CyclePick(List<int> paths, CycleWalk walk)
    {
        // OrderBy is stable: among equals, the path that was found first is first.
        _paths = [.. paths.OrderByDescending(walk.TokensOf)];
        double sum = _paths.Sum(p => (double)Math.Max(1, walk.TokensOf(p)));
        _shares = [.. _paths.Select(p => Math.Max(1, walk.TokensOf(p)) / sum)];
        _credits = new double[_paths.Length];
    }

    /// <summary>Chooses paths, with their weights.</summary>
    /// <param name="count">The maximum number of paths; all are returned if there are no more.</param>
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
