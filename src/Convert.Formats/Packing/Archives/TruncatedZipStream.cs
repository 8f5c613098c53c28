using ICSharpCode.SharpZipLib;

namespace Refold.Formats.Packing;

/// <summary>A file of a truncated zip archive.</summary>
/// <remarks>
/// SharpZipLib discards what the call had unpacked in which the data end, so reads are short.
/// </remarks>
/// <param name="content">The unpacked content.</param>
/// <param name="archive">The packed archive.</param>
internal sealed class TruncatedZipStream(Stream content, Stream archive) : ReadOnlyStream
{
    private const int PieceLength = 32;

    /// <exception cref="EndOfStreamException">The archive ends inside this file.</exception>
    public override int Read(Span<byte> buffer)
    {
        try
        {
            return content.Read(buffer[..Math.Min(buffer.Length, PieceLength)]);
        }
        catch (SharpZipBaseException e) when (archive.Position == archive.Length)
        {
            throw new EndOfStreamException(null, e);
        }
    }
}
