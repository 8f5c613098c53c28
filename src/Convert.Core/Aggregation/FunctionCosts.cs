using System.Numerics;

namespace Refold.Aggregation;

/// <summary>The flat and cumulative cost of each function of a profile, in one sample type.</summary>
/// <remarks>
/// A sample counts once for each function of its stack, so the cumulative cost of a recursive function is at most the
/// total. Inlined functions count like others. Sums are 128 bits wide and cannot overflow.
/// <code>
/// main;f;g;f  5                 main   f   g
/// main;f      2          flat      0   7   0
///                  cumulative      7   7   5
/// </code>
/// </remarks>
public sealed class FunctionCosts
{
    private readonly FunctionCost[] _costs;

    private FunctionCosts(FunctionCost[] costs) => _costs = costs;

    /// <summary>The cost of a function; of <c>default</c>, the cost of all code without a symbol.</summary>
    public FunctionCost this[FunctionId function] => _costs[function.Number];

    /// <summary>Sums the costs of all functions.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="type">The index of the sample type, from 0.</param>
    /// <param name="cancellation">Cancels the work.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sample type.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public static FunctionCosts Create(Profile profile, int type, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentOutOfRangeException.ThrowIfNegative(type);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(type, profile.SampleTypes.Count);
        FrameTable frames = FrameTable.Create(
            profile, (in Location location, int line) => line < 0 ? 0 : location.Lines[line].Function.Number);
        return new FunctionCosts(Sum(profile, type, frames, profile.FunctionCount + 1, cancellation));
    }

    /// <summary>The functions whose cost is not 0: by flat cost, then by cumulative cost, the largest first.</summary>
    /// <remarks>Functions of equal cost are in the order of their ids.</remarks>
    public IEnumerable<(FunctionId Function, FunctionCost Cost)> ByCost() =>
        Enumerable.Range(1, _costs.Length - 1)
            .Where(i => _costs[i].IsAny)
            .OrderByDescending(i => _costs[i].Flat)
            .ThenByDescending(i => _costs[i].Cumulative)
            .Select(i => (new FunctionId(i), _costs[i]));

    /// <summary>The costs of numbered frames, by number.</summary>
    internal static FunctionCost[] Sum(
        Profile profile, int type, FrameTable frames, int count, CancellationToken cancellation)
    {
        // No sum is larger than that of all absolute values, and mostly these fit into half the bits, which is faster.
        return profile.Samples.Size(type) <= long.MaxValue ? Sum<long>() : Sum<Int128>();

        FunctionCost[] Sum<T>()
            where T : struct, INumber<T>
        {
            T[] values = FrameCosts.SumByStack<T>(profile, type);
            return Array.ConvertAll(
                FrameCosts.Sum(profile, values, frames, count, cancellation),
                c => new FunctionCost(Int128.CreateTruncating(c.Flat), Int128.CreateTruncating(c.Cumulative)));
        }
    }
}
