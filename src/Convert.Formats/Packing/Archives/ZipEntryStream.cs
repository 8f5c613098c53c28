using ICSharpCode.SharpZipLib.Checksum;
using ICSharpCode.SharpZipLib.Zip;

namespace Refold.Formats.Packing;

/// <summary>A file of a zip archive; its checksum is verified at its end.</summary>
internal sealed class ZipEntryStream(ZipFile archive, ZipEntry entry) : ReadOnlyStream
{
    private readonly Crc32 _checksum = new();
    private byte[] _bytes = [];
    private Stream? _content;

    /// <exception cref="InvalidDataException">The checksum is wrong.</exception>
    public override int Read(Span<byte> buffer)
    {
        _content ??= archive.GetInputStream(entry);
        _bytes = _bytes.Length < buffer.Length ? new byte[buffer.Length] : _bytes;
        int read = _content.Read(_bytes, 0, buffer.Length);
        _checksum.Update(new ArraySegment<byte>(_bytes, 0, read));
        _bytes.AsSpan(0, read).CopyTo(buffer);
        return read > 0 || buffer.IsEmpty || _checksum.Value == entry.Crc
            ? read
            : throw new InvalidDataException("The checksum is wrong.");
    }
}
