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
        || (head.StartsWith(Objects) && head[..Math.Min(head.Length, 128)].IndexOf("EventPipeFile"u8) >= 0);
}
