using System.Globalization;

namespace Refold.Formats.FlameGraph;

/// <summary>
/// Adds to the subtitle what percentages and widths refer to if that is not the sum of the samples: the total before
/// filters, the base of a comparison, absolute values; and the meaning of the colours of a comparison.
/// </summary>
/// <remarks>
/// <code>
/// red: more than before, blue: less (of the function itself)
/// 41.20% of all, 12,345 ms · filters: focus=parse; hide=^runtime
/// 95.00% of the base, 200 samples · widths are absolute values, 40 samples
/// </code>
/// </remarks>
/// <param name="profile">The profile that is drawn.</param>
/// <param name="columns">The sample types that are shown.</param>
internal sealed class FlameGraphSubtitle(Profile profile, FlameGraphColumns columns)
{
    private const string Separator = " · ";

    private readonly bool _compares = columns.Before >= 0;

    /// <summary>The value of 100 % if it is not the sum of the drawn samples; otherwise null.</summary>
    public Int128? Reference { get; } =
        profile.ReferenceTotals is { } totals && (totals.IsFiltered || totals.IsBase)
            ? totals.Totals[columns.After]
            : null;

    /// <summary>Returns the options with these facts in the subtitle, cut at the width of the picture.</summary>
    /// <param name="options">The options as they were given.</param>
    /// <param name="scale">The conversion of values to text.</param>
    /// <param name="tree">The tree that is drawn.</param>
    /// <param name="hundredPercent">The value of 100 %.</param>
    public FlameGraphOptions AddTo(
        FlameGraphOptions options, FlameGraphScale scale, DrawnTree tree, Int128 hundredPercent)
    {
        string[] facts = [.. GetFacts(options, scale, tree, hundredPercent)];
        if (facts.Length == 0)
        {
            return options;
        }

        IEnumerable<string> all = options.Subtitle.Length > 0 ? facts.Prepend(options.Subtitle) : facts;
        int room = (int)((options.Width - (2 * FlameGraphGeometry.SidePad)) / (options.FontSize * options.FontWidth));
        return options with { Subtitle = Shorten(string.Join(Separator, all), Math.Max(room, 1)) };
    }

    private IEnumerable<string> GetFacts(
        FlameGraphOptions options, FlameGraphScale scale, DrawnTree tree, Int128 hundredPercent)
    {
        if (_compares && options.Legend)
        {
            string change = options.Difference == FlameGraphDifference.Self ? "of the function itself" : "with callees";
            yield return options.Negate
                ? $"blue: more than before, red: less ({change})"
                : $"red: more than before, blue: less ({change})";
        }

        if (Reference is not null)
        {
            string part = scale.Percent(tree.Total(0).Value).ToString("0.00", CultureInfo.InvariantCulture);
            string reference = profile.ReferenceTotals!.IsBase ? "the base" : "all";
            yield return $"{part}% of {reference}, {Display(hundredPercent)}";
        }

        if (tree.HasNegative)
        {
            yield return $"widths are absolute values, {Display(tree.Width(0))}";
        }

        IReadOnlyList<string> filters = profile.ReferenceTotals?.Filters ?? [];
        if (filters.Count > 0)
        {
            yield return $"filters: {string.Join("; ", filters)}";
        }

        string Display(Int128 value) =>
            $"{scale.ToDisplayed(value).ToString("N0", CultureInfo.InvariantCulture)} {scale.CountName}";
    }

    private static string Shorten(string text, int characters)
    {
        if (text.Length <= characters)
        {
            return text;
        }

        int end = char.IsHighSurrogate(text[characters - 1]) ? characters - 1 : characters;
        return text[..end] + "…";
    }
}
