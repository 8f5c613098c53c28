using System.Globalization;

namespace Refold.Formats.Packing;

/// <summary>
/// What a decoder unpacks, as far as it gets: where the packed bytes are damaged or cut off, the stream ends and a
/// warning <c>input.damaged-…</c> says so. Only if nothing at all could be unpacked is damage an error.
/// </summary>
/// <param name="decoder">The decoder, whose exceptions mean damage unless they come from the disk.</param>
/// <param name="packing">The name of the packing: <c>gzip</c>.</param>
/// <param name="name">The name of the input.</param>
/// <param name="context">Where the warning goes.</param>
internal sealed class SalvagingStream(Stream decoder, string packing, string name, ConversionContext context)
    : ForwardStream
{
    // Decoders drop what they have unpacked in the call in which they fail.
    private const int BlockSize = 4096;

    private long _unpacked;
    private bool _ended;

    public override int Read(Span<byte> buffer)
    {
        int filled = 0;
        while (filled < buffer.Length && !_ended)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            int read = ReadBlock(buffer.Slice(filled, Math.Min(BlockSize, buffer.Length - filled)));
            _ended |= read == 0;
            _unpacked += read;
            filled += read;
        }

        return filled;
    }

    /// <summary>True if an exception of a decoder is about its data, not about reading them.</summary>
    public static bool IsDamage(Exception e) =>
        e is EndOfStreamException
        or not (IOException or OperationCanceledException or OutOfMemoryException or ProfileFormatException);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            decoder.Dispose();
        }

        base.Dispose(disposing);
    }

    private int ReadBlock(Span<byte> block)
    {
        try
        {
            return decoder.Read(block);
        }
        catch (Exception e) when (IsDamage(e))
        {
            var position = new InputPosition(name, Offset: _unpacked);
            if (_unpacked == 0)
            {
                string found = e is EndOfStreamException
                    ? "their end before anything could be unpacked"
                    : "damaged ones";
                throw new ProfileFormatException(position, $"expected {packing} data, found {found}", e);
            }

            string problem = e is EndOfStreamException ? "end early" : "are damaged here";
            context.Diagnostics.WarnOfCut(
                $"input.damaged-{packing}",
                position,
                string.Create(
                    CultureInfo.InvariantCulture, $"the {packing} data {problem}; {_unpacked} bytes were unpacked"));
            return 0;
        }
    }
}
