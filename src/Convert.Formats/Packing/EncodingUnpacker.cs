using System.Text;

namespace Refold.Formats.Packing;

/// <summary>Text with a byte order mark: removes the mark, and converts UTF-16 to UTF-8.</summary>
/// <remarks>
/// <code>
///     ef bb bf │ UTF-8          ff fe │ UTF-16, little-endian          fe ff │ UTF-16, big-endian
/// </code>
/// Windows PowerShell writes UTF-16 when output is redirected.
/// </remarks>
internal sealed class EncodingUnpacker : IUnpacker
{
    private static ReadOnlySpan<byte> Utf8Mark => [0xef, 0xbb, 0xbf];

    private static ReadOnlySpan<byte> LittleEndianMark => [0xff, 0xfe];

    private static ReadOnlySpan<byte> BigEndianMark => [0xfe, 0xff];

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> head) =>
        head.StartsWith(Utf8Mark) || head.StartsWith(LittleEndianMark) || head.StartsWith(BigEndianMark);

    /// <inheritdoc/>
    public PackedInput Unpack(PackedInput packed, ConversionContext context)
    {
        packed = packed with { File = null };
        Span<byte> mark = stackalloc byte[Utf8Mark.Length];
        packed.Stream.ReadExactly(mark[..LittleEndianMark.Length]);
        if (mark.StartsWith(LittleEndianMark))
        {
            return packed with { Stream = ToUtf8(packed.Stream, Encoding.Unicode) };
        }

        if (mark.StartsWith(BigEndianMark))
        {
            return packed with { Stream = ToUtf8(packed.Stream, Encoding.BigEndianUnicode) };
        }

        packed.Stream.ReadExactly(mark[LittleEndianMark.Length..]);
        return packed;
    }

    private static Stream ToUtf8(Stream text, Encoding encoding) =>
        Encoding.CreateTranscodingStream(text, encoding, Encoding.UTF8);
}
