namespace Refold.Formats.Nettrace;

/// <summary>The first bytes of files.</summary>
internal static class NettraceFileSignature
{
    /// <summary>Of all since version 4.</summary>
    public static ReadOnlySpan<byte> Magic => "Nettrace"u8;

    /// <summary>Of those up to version 5: the length of a name, and the name, which objects follow.</summary>
    public static ReadOnlySpan<byte> Objects => "\u0014\0\0\0!FastSerialization.1"u8;

    /// <summary>True if a file begins so. Other files begin with <see cref="Objects"/>, too, but with other objects.</summary>
    public static bool Fits(ReadOnlySpan<byte> head) =>
        head.StartsWith(Magic)
        || (head.StartsWith(Objects) && head[..Math.Min(head.Length, 128)] is var start
            && (start.IndexOf("EventPipeFile"u8) >= 0
                || start[Objects.Length..].IndexOf(TraceObject) == TraceObjectOffset));

    // Version 3 (.NET Core 2.1): three tags, version, oldest version, and the name, which a tag ends.
    private static ReadOnlySpan<byte> TraceObject => "\u0005\0\0\0Trace\u0006"u8;

    private const int TraceObjectOffset = 11;
}
