namespace Refold.Formats.Callgrind;

/// <summary>Names that are written once with a number, <c>(3) main</c>, and then as the number alone.</summary>
internal sealed class CallgrindNameTable(ProfileBuilder builder, Utf8LineReader lines)
{
    private readonly Dictionary<Int128, StringId> _names = [];

    /// <summary>The name that a text stands for.</summary>
    /// <exception cref="ProfileFormatException">A number has no name.</exception>
    public StringId Read(ReadOnlySpan<byte> text)
    {
        int end = text is [(byte)'(', ..] ? text.IndexOf((byte)')') : -1;
        if (end < 0 || !IsNumber(text[1..end], out Int128 number))
        {
            return builder.AddString(text);
        }

        ReadOnlySpan<byte> name = text[(end + 1)..].TrimStart(" \t"u8);
        if (!name.IsEmpty)
        {
            StringId id = builder.AddString(name);
            _names[number] = id;
            return id;
        }

        return _names.TryGetValue(number, out StringId known)
            ? known
            : throw new ProfileFormatException(
                lines.Position, $"expected a name or the number of one above, found {Found.Quote(text)}");
    }

    private static bool IsNumber(ReadOnlySpan<byte> digits, out Int128 number)
    {
        number = 0;
        return !digits.ContainsAnyExceptInRange((byte)'0', (byte)'9') && CallgrindNumbers.TryParse(digits, out number);
    }
}
