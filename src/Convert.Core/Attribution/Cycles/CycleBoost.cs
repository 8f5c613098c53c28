namespace Refold.Attribution;

/// <summary>Chooses the weight of calls within a cycle, for profilers that record inclusive costs.</summary>
/// <remarks>
/// Such profilers count a recursion once, so that calls within a cycle seem too light, and walks leave the cycle too
/// soon. Each factor is tried; the one is used whose inclusive costs are nearest to those recorded.
/// </remarks>
internal sealed class CycleBoost(IReadOnlyDictionary<int, Int128> known)
{
    private static readonly double[] Factors = [1, 2, 4, 8, 16, 32, 64];

    /// <summary>
    /// Returns the walks whose inclusive costs are nearest to those recorded; null if none are recorded for the cycle.
    /// </summary>
    /// <param name="cycle">The cycle.</param>
    /// <param name="cost">The cost that enters the cycle.</param>
    /// <param name="walk">Makes the walks with a factor.</param>
    public CycleWalk? Choose(CycleGraph cycle, double cost, Func<double, CycleWalk> walk)
    {
        CycleWalk? best = null;
        double least = double.PositiveInfinity;
        foreach (double factor in cycle.Functions.Any(known.ContainsKey) ? Factors : [])
        {
            CycleWalk tried = walk(factor);
            double error = ErrorOf(tried, cycle, cost);
            if (error < least)
            {
                (best, least) = (tried, error);
            }
        }

        return best;
    }

    private double ErrorOf(CycleWalk walk, CycleGraph cycle, double cost)
    {
        var inclusive = new double[cycle.Functions.Length];
        var lastPath = new int[cycle.Functions.Length];
        double all = 0;
        foreach (int path in walk.Pairs.Values.SelectMany(p => p))
        {
            double tokens = walk.TokensOf(path);
            all += tokens;
            for (int at = path; at >= 0; at = walk.Paths.Parent(at))
            {
                int member = walk.Paths.Function(at);
                inclusive[member] += lastPath[member] == path + 1 ? 0 : tokens;
                lastPath[member] = path + 1;
            }
        }

        double error = 0;
        for (int member = 0; member < inclusive.Length; member++)
        {
            if (known.TryGetValue(cycle.Functions[member], out Int128 cumulative))
            {
                error += Math.Abs((inclusive[member] * cost / Math.Max(1, all)) - (double)cumulative);
            }
        }

        return error;
    }
}
