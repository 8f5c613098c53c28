using Refold.Text;

namespace Refold.Formats.Callgrind;

/// <summary>
/// Sample types as events. The name of an event is one word of letters, digits and underscores; the long name behind it
/// says the name and the unit of the sample type.
/// </summary>
internal static class CallgrindEvents
{
    /// <summary>A short name for each sample type, no two alike.</summary>
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

    /// <summary><c>cpu/nanoseconds</c>, for a line <c>event: cpu : cpu/nanoseconds</c>.</summary>
    public static byte[] LongName(SampleType type)
    {
        ReadOnlySpan<byte> name = CallgrindText.Clean(Utf8Text.Encode(type.Name), "samples"u8);
        string unit = type.Unit.Replace('/', '_');
        return [.. name, (byte)'/', .. CallgrindText.Clean(Utf8Text.Encode(unit), default)];
    }

    /// <summary>The sample type of a long name that <see cref="LongName"/> made.</summary>
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
