namespace Refold.Formats.GoTrace;

/// <summary>The first 16 bytes of a trace.</summary>
/// <remarks>
/// <code>
/// 67 6f 20 31 2e 32 36 20 74 72 61 63 65 00 00 00     "go 1.26 trace", padded with zeros
/// 67 6f 20 31 2e 35 20 74 72 61 63 65 00 00 00 00     "go 1.5 trace"
/// </code>
/// The version is that of the Go release that introduced the layout: programs built with Go 1.27 write 1.26.
/// </remarks>
internal static class GoTraceHeader
{
    /// <summary>Length of the header in bytes, which is the offset of the first batch.</summary>
    public const int Length = 16;

    /// <summary>Parses the header.</summary>
    /// <param name="head">The first bytes of the input.</param>
    /// <param name="version">The minor version: 5 for <c>go 1.5 trace</c>.</param>
    /// <returns>False if the input does not begin with a header.</returns>
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
