using Refold.Aggregation;

namespace Refold;

/// <summary>Ranks the functions of a profile by their cost.</summary>
public static class FunctionRanking
{
    /// <summary>
    /// The functions whose cost in the default sample type is not 0: by flat cost, then by cumulative cost, the largest
    /// first.
    /// </summary>
    /// <remarks>
    /// <code>
    /// foreach (var (function, cost) in profile.Functions.ByCost().Take(10))
    ///     Console.WriteLine($"{function.Name} {cost.Flat} {cost.Cumulative}");
    /// </code>
    /// A sample counts once for each function of its stack. Code without a symbol belongs to no function.
    /// </remarks>
    public static IEnumerable<(FunctionView Function, FunctionCost Cost)> ByCost(this FunctionList functions)
    {
        ArgumentNullException.ThrowIfNull(functions);
        return functions.ByCost(functions.Profile.DefaultSampleType);
    }

    /// <summary>The functions whose cost in a sample type is not 0, the largest first.</summary>
    /// <inheritdoc cref="ByCost(FunctionList)"/>
    /// <param name="functions">The functions of a profile.</param>
    /// <param name="type">The index of the sample type, from 0.</param>
    public static IEnumerable<(FunctionView Function, FunctionCost Cost)> ByCost(this FunctionList functions, int type)
    {
        ArgumentNullException.ThrowIfNull(functions);
        Profile profile = functions.Profile;
        return FunctionCosts.Create(profile, type).ByCost().Select(c => (profile.View(c.Function), c.Cost));
    }

    private static FunctionView View(this Profile profile, FunctionId id) => new(profile, id);
}
