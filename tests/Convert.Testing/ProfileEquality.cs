using System.Globalization;

namespace Refold.Testing;

/// <summary>
/// Compares two profiles, however their rows are numbered, and describes the first difference.
/// </summary>
public static class ProfileEquality
{
    private const ProfileFacts AllButOrder = ProfileFacts.All & ~ProfileFacts.Order;

    /// <summary>
    /// The first difference, or null if there is none: up to row order, with equal samples summed, rows without any
    /// value ignored, and rows that no sample uses ignored, except mappings.
    /// </summary>
    /// <param name="expected">The expected profile.</param>
    /// <param name="actual">The actual profile.</param>
    public static string? Difference(Profile expected, Profile actual) => Difference(expected, actual, AllButOrder);

    /// <summary>
    /// The first difference in the facts <paramref name="kept"/>; with <see cref="ProfileFacts.Order"/> among it,
    /// sample by sample.
    /// </summary>
    /// <param name="expected">The expected profile.</param>
    /// <param name="actual">The actual profile.</param>
    /// <param name="kept">The kinds of facts to compare; see <see cref="FactProjection"/>.</param>
    public static string? Difference(Profile expected, Profile actual, ProfileFacts kept)
    {
        ArgumentNullException.ThrowIfNull(expected);
        ArgumentNullException.ThrowIfNull(actual);
        bool ordered = (kept & ProfileFacts.Order) != 0;
        Profile left = new FactProjection(kept).Apply(expected);
        Profile right = new FactProjection(kept).Apply(actual);
        return Types(left, right)
            ?? InfoDifference.Find(left.Info, right.Info)
            ?? SampleComparison.Difference(left, right, ordered);
    }

    /// <summary>
    /// The first difference, or null if there is none, with every row in its position: samples in order, mappings,
    /// functions and locations with their numbers and the numbers that the input gave them.
    /// </summary>
    /// <param name="expected">The expected profile.</param>
    /// <param name="actual">The actual profile.</param>
    public static string? ExactDifference(Profile expected, Profile actual) =>
        Difference(expected, actual, ProfileFacts.All)
        ?? Rows("mapping", MappingRows(expected), MappingRows(actual))
        ?? Rows("function", FunctionRows(expected), FunctionRows(actual))
        ?? Rows("location", LocationRows(expected), LocationRows(actual));

    private static string? Types(Profile expected, Profile actual)
    {
        string left = string.Join(", ", expected.SampleTypes);
        string right = string.Join(", ", actual.SampleTypes);
        return left == right ? null : $"sample types: expected {left}, found {right}";
    }

    private static string? Rows(string kind, List<string> expected, List<string> actual)
    {
        for (int i = 0; i < Math.Max(expected.Count, actual.Count); i++)
        {
            string left = i < expected.Count ? expected[i] : "none";
            string right = i < actual.Count ? actual[i] : "none";
            if (left != right)
            {
                return string.Create(CultureInfo.InvariantCulture, $"{kind} {i + 1}: expected {left}, found {right}");
            }
        }

        return null;
    }

    private static List<string> MappingRows(Profile profile) =>
        Rows(profile.MappingCount, i =>
            (RowDescriptions.Describe(profile, new MappingId(i)), profile.SourceId(new MappingId(i))));

    private static List<string> FunctionRows(Profile profile) =>
        Rows(profile.FunctionCount, i =>
            (RowDescriptions.Describe(profile, new FunctionId(i)), profile.SourceId(new FunctionId(i))));

    private static List<string> LocationRows(Profile profile) =>
        Rows(profile.LocationCount, i =>
            (RowDescriptions.Describe(profile, new LocationId(i)), profile.SourceId(new LocationId(i))));

    private static List<string> Rows(int count, Func<int, (string Text, ulong SourceId)> row) =>
    [
        .. Enumerable.Range(1, count).Select(row).Select(r => r.SourceId == 0
            ? r.Text
            : string.Create(CultureInfo.InvariantCulture, $"{r.Text} (number {r.SourceId} in the input)")),
    ];
}
