using System.Globalization;

namespace Refold.Formats.Packing;

/// <summary>The content that a decoder can unpack before its input is corrupt or truncated.</summary>
/// <remarks>
/// There the stream ends, with the warning <c>input.damaged-…</c>. It is an error if nothing could be unpacked.
/// </remarks>
/// <param name="decoder">The decoder, whose exceptions mean corrupt data unless they come from the disk.</param>
/// <param name="packing">The name of the packing: <c>gzip</c>.</param>
/// <param name="name">The name of the input.</param>
/// <param name="context">Receives the warning.</param>
internal sealed class SalvagingStream(Stream decoder, string packing, string name, ConversionContext context)
    : ReadOnlyStream
{
    // A call that fails discards what it had unpacked, so calls are short.
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

    /// <summary>Whether an exception of a decoder is about its data rather than about reading them.</summary>
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
                string state = e is EndOfStreamException
                    ? "is truncated before anything could be unpacked"
                    : "is corrupt";
                throw new ProfileFormatException(position, $"the {packing} data {state}", e);
            }

            string problem = e is EndOfStreamException ? "is truncated" : "is corrupt here";
            context.Diagnostics.WarnOfCut(
                $"input.damaged-{packing}",
                position,
                string.Create(
                    CultureInfo.InvariantCulture, $"the {packing} data {problem}; {_unpacked} bytes were unpacked"));
            return 0;
        }
    }
}
