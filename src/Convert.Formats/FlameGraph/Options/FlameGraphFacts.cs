using System.Globalization;

namespace Refold.Formats.FlameGraph;

/// <summary>What a reader of a graph must know of its percentages and widths: the subtitle says it.</summary>
/// <param name="profile">What is drawn.</param>
/// <param name="type">The sample type that is shown, from 0.</param>
internal sealed class FlameGraphFacts(Profile profile, int type)
{
    private const string Separator = " · ";

    /// <summary>What a hundred percent is, if it is not the sum of what is drawn; null if it is.</summary>
    public Int128? Whole { get; } =
        profile.ReferenceTotals is { } whole && (whole.IsFiltered || whole.IsBase) ? whole.Totals[type] : null;

    /// <summary>Options whose subtitle also says these facts, as far as there is room.</summary>
    /// <param name="options">The options as they were given.</param>
    /// <param name="scale">How values are shown.</param>
    /// <param name="tree">What is drawn.</param>
    /// <param name="hundred">What a hundred percent is.</param>
    public FlameGraphOptions AddTo(FlameGraphOptions options, FlameGraphScale scale, FrameTree tree, Int128 hundred)
    {
        string[] facts = [.. FactsOf(scale, tree, hundred)];
        if (facts.Length == 0)
        {
            return options;
        }

        IEnumerable<string> all = options.Subtitle.Length > 0 ? facts.Prepend(options.Subtitle) : facts;
        int room = (int)((options.Width - (2 * FlameGraphGeometry.SidePad)) / (options.FontSize * options.FontWidth));
        return options with { Subtitle = Cut(string.Join(Separator, all), Math.Max(room, 1)) };
    }

    private IEnumerable<string> FactsOf(FlameGraphScale scale, FrameTree tree, Int128 hundred)
    {
        if (Whole is not null)
        {
            string part = scale.Percent(tree.Total(0).Value).ToString("0.00", CultureInfo.InvariantCulture);
            string what = profile.ReferenceTotals!.IsBase ? "the base" : "all";
            yield return $"{part}% of {what}, {Shown(hundred)}";
        }

        if (tree.HasNegative)
        {
            yield return $"widths are absolute values, {Shown(tree.Width(0))}";
        }

        IReadOnlyList<string> filters = profile.ReferenceTotals?.Filters ?? [];
        if (filters.Count > 0)
        {
            yield return $"filters: {string.Join("; ", filters)}";
        }

        string Shown(Int128 value) =>
            $"{scale.Shown(value).ToString("N0", CultureInfo.InvariantCulture)} {scale.CountName}";
    }

    private static string Cut(string text, int characters)
    {
        if (text.Length <= characters)
        {
            return text;
        }

        int end = char.IsHighSurrogate(text[characters - 1]) ? characters - 1 : characters;
        return text[..end] + "…";
    }
}
