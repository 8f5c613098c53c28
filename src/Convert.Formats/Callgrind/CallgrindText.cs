namespace Refold.Formats.Callgrind;

/// <summary>Turns names into texts that fit on a line: without control characters, and without blanks around.</summary>
internal static class CallgrindText
{
    private const byte Blank = (byte)' ';
    private const byte Delete = 0x7f;

    /// <summary>
    /// Replaces control characters by blanks and trims the name; <paramref name="ifEmpty"/> if nothing is left.
    /// </summary>
    public static ReadOnlySpan<byte> Clean(ReadOnlySpan<byte> name, ReadOnlySpan<byte> ifEmpty)
    {
        if (name.ContainsAnyInRange((byte)0, (byte)(Blank - 1)) || name.Contains(Delete))
        {
            byte[] clean = name.ToArray();
            foreach (ref byte b in clean.AsSpan())
            {
                b = b is < Blank or Delete ? Blank : b;
            }

            name = clean;
        }

        name = name.Trim(Blank);
        return name.IsEmpty ? ifEmpty : name;
    }
}
