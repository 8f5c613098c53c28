using System.Globalization;

namespace Refold.Formats.Callgrind;

/// <summary>A name on a line.</summary>
/// <param name="Text">The name.</param>
/// <param name="Number">The number of the name in the file; −1 if it has none.</param>
/// <param name="IsDefined">Whether the line defines the number: <c>(3) main</c>, not <c>(3)</c>.</param>
internal readonly record struct CallgrindName(StringId Text, Int128 Number, bool IsDefined);

/// <summary>Reads compressed names: with a number and a name the first time, then with the number alone.</summary>
/// <remarks>
/// <code>
/// fn=(3) main         defines number 3
/// fn=(3)              main again
/// fn=main             without number
/// </code>
/// </remarks>
/// <param name="builder">The builder of the profile, to which names are added.</param>
/// <param name="lines">The lines of the file.</param>
/// <param name="diagnostics">The warnings of the input.</param>
/// <param name="placeholder">
/// The word for a number without name, <c>unknown</c> for <c>[unknown 8]</c>; empty for <c>???</c>.
/// </param>
internal sealed class CallgrindNameReader(
    ProfileBuilder builder, Utf8LineReader lines, DiagnosticLog diagnostics, string placeholder)
{
    private readonly Dictionary<Int128, StringId> _names = [];

    /// <summary>Reads the name after the equals sign of a line.</summary>
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

        StringId defined = _names.TryGetValue(number, out StringId known) ? known : AddUnknown(number, text);
        return new CallgrindName(defined, number, IsDefined: false);
    }

    // Callgrind 0.10 used numbers without ever defining them.
    private StringId AddUnknown(Int128 number, ReadOnlySpan<byte> text)
    {
        StringId id = placeholder.Length == 0
            ? builder.AddString(CallgrindKeywords.Unknown)
            : builder.AddString(string.Create(CultureInfo.InvariantCulture, $"[{placeholder} {number}]"));
        _names[number] = id;
        diagnostics.Warn(
            "callgrind.unknown-number",
            lines.Position,
            $"expected a name or the number of an earlier one, found {MessageText.Quote(text)}: read as "
                + $"{MessageText.Quote(builder.Utf8(id))}");
        return id;
    }

    private static bool IsNumber(ReadOnlySpan<byte> digits, out Int128 number)
    {
        number = 0;
        return !digits.ContainsAnyExceptInRange((byte)'0', (byte)'9') && CallgrindNumbers.TryParse(digits, out number);
    }
}
