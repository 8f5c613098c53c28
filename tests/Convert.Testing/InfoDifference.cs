using System.Globalization;

namespace Refold.Testing;

/// <summary>Finds the first difference in the <see cref="ProfileInfo"/> of two profiles.</summary>
public static class InfoDifference
{
    public static string? Find(ProfileInfo expected, ProfileInfo actual) =>
        Number("start", expected.StartUnixNanoseconds, actual.StartUnixNanoseconds)
        ?? Number("duration", expected.DurationNanoseconds, actual.DurationNanoseconds)
        ?? Number("period", expected.Period, actual.Period)
        ?? Text("period type", expected.PeriodType?.ToString(), actual.PeriodType?.ToString())
        ?? Text("clock", expected.Clock.ToString(), actual.Clock.ToString())
        ?? Text("default sample type", expected.DefaultSampleType, actual.DefaultSampleType)
        ?? Text("frames to drop", expected.DropFrames, actual.DropFrames)
        ?? Text("frames to keep", expected.KeepFrames, actual.KeepFrames)
        ?? Text("page", expected.DocUrl, actual.DocUrl)
        ?? Comments(expected.Comments, actual.Comments);

    private static string? Number(string what, long expected, long actual) =>
        expected == actual ? null
        : string.Create(CultureInfo.InvariantCulture, $"{what}: expected {expected}, found {actual}");

    private static string? Text(string what, string? expected, string? actual) =>
        expected == actual ? null : $"{what}: expected {Quote(expected)}, found {Quote(actual)}";

    private static string? Comments(IReadOnlyList<string> expected, IReadOnlyList<string> actual)
    {
        for (int i = 0; i < Math.Max(expected.Count, actual.Count); i++)
        {
            string what = string.Create(CultureInfo.InvariantCulture, $"comment {i + 1}");
            if (Text(what, expected.ElementAtOrDefault(i), actual.ElementAtOrDefault(i)) is { } difference)
            {
                return difference;
            }
        }

        return null;
    }

    private static string Quote(string? text) => text is null ? "none" : MessageText.Quote(text);
}
