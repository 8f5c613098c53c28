namespace Refold.Formats.Nettrace;

/// <summary>The first bytes of files.</summary>
/// <remarks>
/// <code>
/// version 3       14 00 00 00 "!FastSerialization.1"  04 04 01  03 00 00 00  03 00 00 00
///                 05 00 00 00 "Trace" 06, or "Microsoft.DotNet.Runtime.EventPipeFile" as the name
/// versions 4, 5   "Nettrace"  14 00 00 00 "!FastSerialization.1"  …
/// version 6       "Nettrace"  00 00 00 00  06 00 00 00  00 00 00 00
/// </code>
/// </remarks>
internal static class NettraceFileSignature
{
    /// <summary>The first bytes since version 4.</summary>
    public static ReadOnlySpan<byte> Magic => "Nettrace"u8;

    /// <summary>The bytes before the first object, up to version 5: a name after its length.</summary>
    public static ReadOnlySpan<byte> Objects => "\u0014\0\0\0!FastSerialization.1"u8;

    /// <summary>
    /// Whether a file is a trace. Files of other formats (etlx) start with <see cref="Objects"/>, too, but have other
    /// objects.
    /// </summary>
    public static bool Matches(ReadOnlySpan<byte> head) =>
        head.StartsWith(Magic)
        || (head.StartsWith(Objects) && head[..Math.Min(head.Length, 128)] is var start
            && (start.IndexOf("EventPipeFile"u8) >= 0
                || start[Objects.Length..].IndexOf(TraceObject) == TraceObjectOffset));

    // Version 3 (.NET Core 2.1): three tags, version and oldest reader, then this name and a tag.
    private static ReadOnlySpan<byte> TraceObject => "\u0005\0\0\0Trace\u0006"u8;

    private const int TraceObjectOffset = 11;
}
