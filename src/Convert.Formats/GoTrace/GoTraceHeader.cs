namespace Refold.Formats.GoTrace;

/// <summary>
/// The first 16 bytes of a trace: <c>go 1.26 trace</c> and zeros. The number is that of the Go version that introduced
/// the layout, not of the one that wrote the file.
/// </summary>
internal static class GoTraceHeader
{
    /// <summary>How many bytes the header has; events begin behind it.</summary>
    public const int Length = 16;

    /// <summary>The minor version in a header: 5 for <c>go 1.5 trace</c>; false if there is no header.</summary>
    public static bool TryParse(ReadOnlySpan<byte> head, out int version)
    {
        version = 0;
        if (head.Length < Length || !head.StartsWith("go 1."u8))
        {
            return false;
        }

        ReadOnlySpan<byte> rest = head["go 1.".Length..Length];
        int digits = rest.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        if (digits is < 1 or > 4 || !rest[digits..].StartsWith(" trace"u8))
        {
            return false;
        }

        foreach (byte digit in rest[..digits])
        {
            version = (version * 10) + (digit - '0');
        }

        return rest[(digits + " trace".Length)..].IndexOfAnyExcept((byte)0) < 0;
    }
}
