using System.Globalization;

namespace Refold.Formats.Callgrind;

/// <summary>Names that are written once with a number, <c>(3) main</c>, and then as the number alone.</summary>
/// <param name="builder">Where names go.</param>
/// <param name="lines">The lines.</param>
/// <param name="diagnostics">Where warnings go.</param>
/// <param name="standIn">The stand-in of a number without a name, before the number; empty for an unknown name.</param>
internal sealed class CallgrindNameTable(
    ProfileBuilder builder, Utf8LineReader lines, DiagnosticLog diagnostics, string standIn)
{
    private readonly Dictionary<Int128, StringId> _names = [];

    /// <summary>The name that a text stands for.</summary>
    public CallgrindName Read(ReadOnlySpan<byte> text)
    {
        int end = text is [(byte)'(', ..] ? text.IndexOf((byte)')') : -1;
        if (end < 0 || !IsNumber(text[1..end], out Int128 number))
        {
            return new CallgrindName(builder.AddString(text), -1, IsDefined: true);
        }

        ReadOnlySpan<byte> name = text[(end + 1)..].TrimStart(" \t"u8);
        if (!name.IsEmpty)
        {
            StringId id = builder.AddString(name);
            _names[number] = id;
            return new CallgrindName(id, number, IsDefined: true);
        }

        return new CallgrindName(
            _names.TryGetValue(number, out StringId known) ? known : Unknown(number, text), number, IsDefined: false);
    }

    // Callgrind 0.10 used numbers that it never gave a name.
    private StringId Unknown(Int128 number, ReadOnlySpan<byte> text)
    {
        string name = standIn.Length == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"[{standIn} {number}]");
        StringId id = name.Length == 0 ? builder.AddString(CallgrindKeywords.Unknown) : builder.AddString(name);
        _names[number] = id;
        diagnostics.Warn(
            "callgrind.unknown-number",
            lines.Position,
            $"expected a name or the number of one above, found {MessageText.Quote(text)}: taken for "
                + $"{MessageText.Quote(builder.Utf8(id))}");
        return id;
    }

    private static bool IsNumber(ReadOnlySpan<byte> digits, out Int128 number)
    {
        number = 0;
        return !digits.ContainsAnyExceptInRange((byte)'0', (byte)'9') && CallgrindNumbers.TryParse(digits, out number);
    }
}
