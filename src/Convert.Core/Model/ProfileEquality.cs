using System.Globalization;

namespace Refold;

/// <summary>
/// Whether two profiles say the same, however their rows are numbered, and if not, what differs first, in words.
/// </summary>
public static class ProfileEquality
{
    private const Fidelity AllButOrder = Fidelity.All & ~Fidelity.Order;

    /// <summary>
    /// The first difference, or null if there is none: up to row order, with equal samples summed, rows without any
    /// value left out, and rows that no sample uses ignored, except mappings.
    /// </summary>
    /// <param name="expected">The profile that is right.</param>
    /// <param name="actual">The profile in question.</param>
    public static string? Difference(Profile expected, Profile actual) => Difference(expected, actual, AllButOrder);

    /// <summary>
    /// The first difference as far as <paramref name="kept"/> can tell; with <see cref="Fidelity.Order"/> among it,
    /// sample by sample.
    /// </summary>
    /// <param name="expected">The profile that is right.</param>
    /// <param name="actual">The profile in question.</param>
    /// <param name="kept">The kinds of facts to compare; see <see cref="LossProjector"/>.</param>
    public static string? Difference(Profile expected, Profile actual, Fidelity kept)
    {
        ArgumentNullException.ThrowIfNull(expected);
        ArgumentNullException.ThrowIfNull(actual);
        bool ordered = (kept & Fidelity.Order) != 0;
        Profile left = LossProjector.Project(expected, kept);
        Profile right = LossProjector.Project(actual, kept);
        return Types(left, right)
            ?? InfoDifference.Of(left.Info, right.Info)
            ?? SampleComparison.Difference(left, right, ordered);
    }

    /// <summary>
    /// The first difference, or null if there is none, with every row at its place: samples in order, mappings,
    /// functions and locations with their numbers and the numbers that the input gave them.
    /// </summary>
    /// <param name="expected">The profile that is right.</param>
    /// <param name="actual">The profile in question.</param>
    public static string? ExactDifference(Profile expected, Profile actual) =>
        Difference(expected, actual, Fidelity.All)
        ?? Rows("mapping", expected.MappingCount, actual.MappingCount, i => Row(expected, new MappingId(i)), i => Row(actual, new MappingId(i)))
        ?? Rows("function", expected.FunctionCount, actual.FunctionCount, i => Row(expected, new FunctionId(i)), i => Row(actual, new FunctionId(i)))
        ?? Rows("location", expected.LocationCount, actual.LocationCount, i => Row(expected, new LocationId(i)), i => Row(actual, new LocationId(i)));

    private static string? Types(Profile expected, Profile actual)
    {
        string left = string.Join(", ", expected.SampleTypes);
        string right = string.Join(", ", actual.SampleTypes);
        return left == right ? null : $"sample types: expected {left}, found {right}";
    }

    private static string? Rows(string kind, int expected, int actual, Func<int, string> left, Func<int, string> right)
    {
        for (int i = 1; i <= Math.Min(expected, actual); i++)
        {
            if (left(i) != right(i))
            {
                return string.Create(CultureInfo.InvariantCulture, $"{kind} {i}: expected {left(i)}, found {right(i)}");
            }
        }

        return expected == actual ? null
            : string.Create(CultureInfo.InvariantCulture, $"{kind}s: expected {expected}, found {actual}");
    }

    private static string Row(Profile profile, MappingId id) =>
        Numbered(profile.SourceId(id), RowText.Of(profile, id));

    private static string Row(Profile profile, FunctionId id) =>
        Numbered(profile.SourceId(id), RowText.Of(profile, id));

    private static string Row(Profile profile, LocationId id) =>
        Numbered(profile.SourceId(id), RowText.Of(profile, id));

    private static string Numbered(ulong sourceId, string row) =>
        string.Create(CultureInfo.InvariantCulture, $"{row} (number {sourceId} in the input)");
}
