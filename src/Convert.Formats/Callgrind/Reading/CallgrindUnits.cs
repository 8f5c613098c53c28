using System.Globalization;

namespace Refold.Formats.Callgrind;

/// <summary>Finds the unit of an event in its name or in its long name.</summary>
/// <remarks>
/// <code>
/// events: Time_(10ns) Memory_(bytes)          Xdebug: nanoseconds, each value times 10; bytes
/// events: cpu(ms)                             pprof -callgrind: milliseconds
/// events: goroutine(count)
/// event: sysTime : sysTime (elapsed ns)       Callgrind: nanoseconds
/// event: ns : Nanoseconds
/// event: Ir : Instruction Fetch               no unit: a count
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

    // Words that are a unit anywhere in a long name; those above are one only in brackets.
    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        "nanosecond", "microsecond", "millisecond", "second", "byte", "kilobyte", "megabyte", "gigabyte",
    };

    /// <summary>Splits a line <c>events:</c> into names. A unit in brackets belongs to the name before it.</summary>
    /// <param name="value">The value of the line.</param>
    /// <param name="mayHaveBlanks">
    /// Whether the line may be one name with blanks and a unit at its end, as pprof writes it.
    /// </param>
    public static string[] Split(string value, bool mayHaveBlanks)
    {
        if (mayHaveBlanks && value.EndsWith(')')
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

    /// <summary>The sample type of an event, and the factor of its values.</summary>
    /// <param name="name">The name of the event.</param>
    /// <param name="longName">The long name of its line <c>event:</c>; empty if there is none.</param>
    public static (SampleType Type, Int128 Factor) Parse(string name, string longName)
    {
        (string plain, string bracket) = SplitBracket(name);
        if (plain.Length > 0 && TryParseUnit(bracket, isBracket: true, out string unit, out Int128 factor))
        {
            return (new SampleType(plain, unit), factor);
        }

        (string words, bracket) = SplitBracket(longName);
        return TryParseUnit(LastWord(bracket), isBracket: true, out unit, out factor)
            || TryParseUnit(LastWord(words), isBracket: false, out unit, out factor)
            ? (new SampleType(name, unit), factor)
            : (new SampleType(name, Count), 1);
    }

    private static (string Plain, string Bracket) SplitBracket(string name)
    {
        char close = name.EndsWith(')') ? '(' : name.EndsWith(']') ? '[' : '\0';
        int open = close == '\0' ? -1 : name.LastIndexOf(close);
        return open < 0 ? (name, "") : (name[..open].TrimEnd('_', ' ', '\t'), name[(open + 1)..^1].Trim());
    }

    private static string LastWord(string words) => words[(words.LastIndexOfAny([' ', ',', '\t']) + 1)..];

    // "10ns", "bytes", "count".
    private static bool TryParseUnit(string text, bool isBracket, out string unit, out Int128 factor)
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
