using Refold.Text;

namespace Refold.Formats.Callgrind;

/// <summary>The names of events that Refold writes for sample types, and their long names with the units.</summary>
/// <remarks>
/// An event has one word of letters, digits and underscores as its name; a line <c>event:</c> has its long name:
/// <code>
/// sample type               lines
/// cpu-clock:u/nanoseconds   event: cpu_clock_u : cpu-clock:u/nanoseconds
/// cpu-clock/ms              event: cpu_clock : cpu-clock/ms
///                           events: cpu_clock_u cpu_clock
/// </code>
/// </remarks>
internal static class CallgrindEventNames
{
    /// <summary>A distinct short name for each sample type.</summary>
    public static string[] ShortNames(IReadOnlyList<SampleType> types)
    {
        var names = new List<string>();
        foreach (SampleType type in types)
        {
            string name = Word(type.Name);
            string distinct = name;
            for (int i = 2; names.Contains(distinct); i++)
            {
                distinct = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{name}_{i}");
            }

            names.Add(distinct);
        }

        return [.. names];
    }

    /// <summary>The long name of a sample type: <c>cpu/nanoseconds</c>.</summary>
    public static byte[] LongName(SampleType type)
    {
        ReadOnlySpan<byte> name = CallgrindText.Clean(Utf8Text.Encode(type.Name), "samples"u8);
        string unit = type.Unit.Replace('/', '_');
        return [.. name, (byte)'/', .. CallgrindText.Clean(Utf8Text.Encode(unit), default)];
    }

    /// <summary>Parses the result of <see cref="LongName"/>.</summary>
    public static SampleType Parse(string longName)
    {
        int slash = longName.LastIndexOf('/');
        return slash < 0 ? new(longName, "count") : new(longName[..slash], longName[(slash + 1)..]);
    }

    private static string Word(string name)
    {
        string word = string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_')).Trim('_');
        return word.Length == 0 ? "samples" : char.IsAsciiDigit(word[0]) ? $"n{word}" : word;
    }
}
