using System.Globalization;
using System.Text.RegularExpressions;

namespace Refold;

/// <summary>What a label must be like, in the language of the pprof tool's <c>-tagfocus</c>.</summary>
/// <remarks>
/// <c>[key=]value</c>, where value is a range of numbers (<c>32kb</c>, <c>:64kb</c>, <c>4mb:</c>, <c>12kb:64mb</c>, both
/// ends included, units converted) or regular expressions with commas between them. Without key, each expression must
/// match some <c>key:text</c>; with a key, one of them some text of that key. A number without unit has its key as unit,
/// as in the pprof tool; unlike there, a unit that cannot be converted is no match.
/// </remarks>
public sealed partial class LabelPattern
{
    private readonly string _text;
    private readonly Func<Profile, Label, bool>[] _conditions;

    private LabelPattern(string text, params Func<Profile, Label, bool>[] conditions) =>
        (_text, _conditions) = (text, conditions);

    /// <summary>Understands a pattern.</summary>
    /// <exception cref="ArgumentException">It is none; the message says why.</exception>
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
            ? new LabelPattern(text, [.. patterns.Select(OfKeyAndText)])
            : new LabelPattern(text, (profile, label) => label.Kind == LabelKind.Text
                && profile.Text(label.Key) == key
                && Array.Exists(patterns, p => p.Matches(profile.Text(label.Text))));
    }

    /// <summary>The thread of this number, or the threads whose name or command matches.</summary>
    /// <exception cref="ArgumentException">It is neither a number nor a regular expression.</exception>
    public static LabelPattern OfThread(string text) =>
        Create(text, WellKnownLabels.ThreadId, WellKnownLabels.Thread, WellKnownLabels.Command);

    /// <summary>The process of this number, or the processes whose name matches.</summary>
    /// <exception cref="ArgumentException">It is neither a number nor a regular expression.</exception>
    public static LabelPattern OfProcess(string text) =>
        Create(text, WellKnownLabels.ProcessId, WellKnownLabels.Process);

    /// <summary>The pattern as it was given, in quotes.</summary>
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

    private static Func<Profile, Label, bool> OfKeyAndText(NamePattern pattern) => (profile, label) =>
        label.Kind == LabelKind.Text && pattern.Matches($"{profile.Text(label.Key)}:{profile.Text(label.Text)}");

    // The names of the labels that Go's heap profiles have, whose numbers are bytes although nothing says so.
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
