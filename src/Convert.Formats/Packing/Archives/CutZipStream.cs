using ICSharpCode.SharpZipLib;

namespace Refold.Formats.Packing;

/// <summary>A file of a zip archive that is cut off.</summary>
/// <remarks>
/// SharpZipLib discards what it has unpacked in the call in which the data end, so it is asked for little at a time.
/// </remarks>
/// <param name="content">The unpacked content.</param>
/// <param name="archive">The packed archive.</param>
internal sealed class CutZipStream(Stream content, Stream archive) : ForwardStream
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
