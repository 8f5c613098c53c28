using System.Globalization;
using System.Text.RegularExpressions;

namespace Refold;

/// <summary>A pattern of labels, in the language of pprof's <c>-tagfocus</c>.</summary>
/// <remarks>
/// <code>
/// worker                  a text label whose "key:text" contains worker: thread:worker-1, worker:7
/// worker,GET              two labels, or one: each expression must match some "key:text"
/// thread=worker           a label thread whose text contains worker
/// thread=main|worker,gc   a label thread whose text matches one of the expressions
/// bytes=32kb              a label bytes of exactly 32 KB
/// bytes=12kb:64kb         from 12 KB to 64 KB, both included; 12kb: and :64kb leave one end open
/// :64kb                   any label of at most 64 KB
/// </code>
/// Units are converted. A number without a unit has its key as unit, as in pprof; unlike in pprof, a unit that cannot
/// be converted never matches.
/// </remarks>
public sealed partial class LabelPattern
{
    private readonly string _text;
    private readonly Func<Profile, Label, bool>[] _conditions;

    private LabelPattern(string text, params Func<Profile, Label, bool>[] conditions) =>
        (_text, _conditions) = (text, conditions);

    /// <summary>Parses a pattern.</summary>
    /// <param name="text">The pattern, <c>[key=]value</c>.</param>
    /// <exception cref="ArgumentException">It is not a valid pattern; the message has the reason.</exception>
    public static LabelPattern Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int equals = text.IndexOf('=');
        string? key = equals < 0 ? null : text[..equals];
        string value = text[(equals + 1)..];
        if (TryRange(value) is { } range)
        {
            return new LabelPattern(text, (profile, label) => label.Kind == LabelKind.Number
                && (key is null || profile.Text(label.Key) == key)
                && range(label.Number, UnitOf(profile, label)));
        }

        NamePattern[] patterns = [.. value.Split(',').Select(NamePattern.Parse)];
        return key is null
            ? new LabelPattern(text, [.. patterns.Select(MatchesKeyAndText)])
            : new LabelPattern(text, (profile, label) => label.Kind == LabelKind.Text
                && profile.Text(label.Key) == key
                && Array.Exists(patterns, p => p.Matches(profile.Text(label.Text))));
    }

    /// <summary>Creates a pattern of a thread, by its id or by its name or command.</summary>
    /// <param name="text">A number, or a regular expression of the names.</param>
    /// <exception cref="ArgumentException">It is neither a number nor a regular expression.</exception>
    public static LabelPattern ForThread(string text) =>
        Create(text, WellKnownLabels.ThreadId, WellKnownLabels.Thread, WellKnownLabels.Command);

    /// <summary>Creates a pattern of a process, by its id or by its name.</summary>
    /// <param name="text">A number, or a regular expression of the names.</param>
    /// <exception cref="ArgumentException">It is neither a number nor a regular expression.</exception>
    public static LabelPattern ForProcess(string text) =>
        Create(text, WellKnownLabels.ProcessId, WellKnownLabels.Process);

    /// <summary>The text of the pattern, in quotes.</summary>
    public override string ToString() => MessageText.Quote(_text);

    internal bool Matches(Profile profile, LabelSetId id)
    {
        Label[] labels = profile[id].ToArray();
        return Array.TrueForAll(_conditions, c => Array.Exists(labels, label => c(profile, label)));
    }

    private static LabelPattern Create(string text, string numberKey, params string[] nameKeys)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number))
        {
            return new LabelPattern(text, (profile, label) => profile.Text(label.Key) == numberKey
                && (label.Kind == LabelKind.Number ? label.Number == number : profile.Text(label.Text) == text));
        }

        NamePattern pattern = NamePattern.Parse(text);
        return new LabelPattern(text, (profile, label) => label.Kind == LabelKind.Text
            && nameKeys.Contains(profile.Text(label.Key))
            && pattern.Matches(profile.Text(label.Text)));
    }

    private static Func<Profile, Label, bool> MatchesKeyAndText(NamePattern pattern) => (profile, label) =>
        label.Kind == LabelKind.Text && pattern.Matches($"{profile.Text(label.Key)}:{profile.Text(label.Text)}");

    // Go's heap profiles have labels with these keys, whose numbers are bytes although they have no unit.
    private static string UnitOf(Profile profile, in Label label) =>
        label.Unit != default ? profile.Text(label.Unit)
        : profile.Text(label.Key) is "alignment" or "request" ? "bytes"
        : profile.Text(label.Key);

    private static Func<long, string, bool>? TryRange(string text)
    {
        if (RangeForm().Match(text) is not { Success: true } match || text is "" or ":")
        {
            return null;
        }

        Group low = match.Groups["low"];
        Group high = match.Groups[match.Groups["colon"].Success ? "high" : "low"];
        string lowUnit = match.Groups["lowUnit"].Value;
        string highUnit = match.Groups["highUnit"] is { Success: true } group ? group.Value : lowUnit;
        bool isLowKnown = long.TryParse(low.ValueSpan, CultureInfo.InvariantCulture, out long from);
        bool isHighKnown = long.TryParse(high.ValueSpan, CultureInfo.InvariantCulture, out long to);
        if ((low.Success && !isLowKnown) || (high.Success && !isHighKnown))
        {
            return null;
        }

        return (value, unit) =>
            (!low.Success || (TryScale(value, unit, lowUnit, out double above) && above >= from))
            && (!high.Success || (TryScale(value, unit, highUnit, out double below) && below <= to));
    }

    private static bool TryScale(long value, string from, string to, out double scaled)
    {
        bool isPlain = to.Length == 0 && !Units.IsKnown(from);
        double ratio = 1;
        bool isKnown = isPlain || Units.TryRatio(from, to, out ratio);
        scaled = value * ratio;
        return isKnown;
    }

    [GeneratedRegex(
        @"^((?<low>[+-]?\d+)(?<lowUnit>[a-zA-Z]+)?)?((?<colon>:)((?<high>[+-]?\d+)(?<highUnit>[a-zA-Z]+)?)?)?$",
        RegexOptions.CultureInvariant)]
    private static partial Regex RangeForm();
}
