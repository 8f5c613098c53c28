using System.Globalization;

namespace Refold.Formats.Callgrind;

/// <summary>Finds out in which unit an event is, from its name or from the words that explain it.</summary>
/// <remarks>
/// <code>
///     events: Time_(10ns) Memory_(bytes)                 Xdebug: nanoseconds, each value times 10; bytes
///     events: cpu(ms)                                    pprof -callgrind: milliseconds
///     events: goroutine(count)
///     event: sysTime : sysTime (elapsed ns)              Callgrind: nanoseconds
///     event: ns : Nanoseconds
///     event: Ir : Instruction Fetch                      nothing: a count
/// </code>
/// </remarks>
internal static class CallgrindUnits
{
    private const string Count = "count";

    private static readonly Dictionary<string, string> Units = new(StringComparer.OrdinalIgnoreCase)
    {
        ["ns"] = "nanoseconds",
        ["nsec"] = "nanoseconds",
        ["us"] = "microseconds",
        ["usec"] = "microseconds",
        ["\u00b5s"] = "microseconds",
        ["\u03bcs"] = "microseconds",
        ["ms"] = "milliseconds",
        ["msec"] = "milliseconds",
        ["s"] = "seconds",
        ["sec"] = "seconds",
        ["hrs"] = "hours",
        ["B"] = "bytes",
        ["kB"] = "kilobytes",
        ["MB"] = "megabytes",
        ["GB"] = "gigabytes",
        ["TB"] = "terabytes",
    };

    // Words that are a unit wherever they stand; of others, only those in brackets are.
    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        "nanosecond", "microsecond", "millisecond", "second", "byte", "kilobyte", "megabyte", "gigabyte",
    };

    /// <summary>The names of a line <c>events:</c>. A unit in brackets belongs to the name before it.</summary>
    /// <param name="value">What the line lists.</param>
    /// <param name="isOneEvent">
    /// True if the only unit is at the end: pprof writes one event, whose name may have blanks.
    /// </param>
    public static string[] Split(string value, bool isOneEvent)
    {
        if (isOneEvent && value.EndsWith(')')
            && value.LastIndexOf('(') is > 0 and int open && value.IndexOf('(') == open)
        {
            return [value.Trim()];
        }

        var names = new List<string>();
        foreach (string word in value.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (names.Count > 0 && word.StartsWith('(') && word.EndsWith(')'))
            {
                names[^1] = $"{names[^1]} {word}";
            }
            else
            {
                names.Add(word);
            }
        }

        return [.. names];
    }

    /// <summary>The sample type of an event, and what its values are multiplied by.</summary>
    /// <param name="name">The name of the event.</param>
    /// <param name="longName">The words of its line <c>event:</c>; empty if there is none.</param>
    public static (SampleType Type, Int128 Factor) TypeOf(string name, string longName)
    {
        (string plain, string bracket) = CutBracket(name);
        if (plain.Length > 0 && TryParse(bracket, isBracket: true, out string unit, out Int128 factor))
        {
            return (new SampleType(plain, unit), factor);
        }

        (string words, bracket) = CutBracket(longName);
        return TryParse(Last(bracket), isBracket: true, out unit, out factor)
            || TryParse(Last(words), isBracket: false, out unit, out factor)
            ? (new SampleType(name, unit), factor)
            : (new SampleType(name, Count), 1);
    }

    private static (string Plain, string Bracket) CutBracket(string name)
    {
        char close = name.EndsWith(')') ? '(' : name.EndsWith(']') ? '[' : '\0';
        int open = close == '\0' ? -1 : name.LastIndexOf(close);
        return open < 0 ? (name, "") : (name[..open].TrimEnd('_', ' ', '\t'), name[(open + 1)..^1].Trim());
    }

    private static string Last(string words) => words[(words.LastIndexOfAny([' ', ',', '\t']) + 1)..];

    // "10ns", "bytes", "count".
    private static bool TryParse(string text, bool isBracket, out string unit, out Int128 factor)
    {
        string word = text.TrimStart('0', '1', '2', '3', '4', '5', '6', '7', '8', '9').Trim();
        string digits = text[..(text.Length - text.TrimStart('0', '1', '2', '3', '4', '5', '6', '7', '8', '9').Length)];
        factor = 1;
        unit = Units.GetValueOrDefault(word, word.ToLowerInvariant());
        bool isWord = Words.Contains(word) || Words.Contains(word.TrimEnd('s', 'S'));
        unit = isWord && !unit.EndsWith('s') ? $"{unit}s" : unit;
        bool isKnown = isWord || (isBracket && (Units.ContainsKey(word) || word == Count));
        return isKnown && (digits.Length == 0
            || (digits.Length <= 9
                && Int128.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out factor)
                && factor > 0));
    }
}
