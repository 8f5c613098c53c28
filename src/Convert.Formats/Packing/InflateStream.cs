using System.IO.Compression;

namespace Refold.Formats.Packing;

/// <summary>Unpacks gzip or zlib data and detects truncation, corruption and trailing bytes.</summary>
/// <remarks>
/// The decoders of System.IO.Compression treat the end of their input as the end of the data, discard what a failing
/// call had unpacked, and do not report bytes left over. So they read from a source of this shape:
/// <code>
///     │ packed bytes, at most 2048 per read … │ last 8 bytes: checksum │ ff │
///
///     reads of ff and after it    the data are
///     none                        complete, and followed by other bytes
///     1                           complete: the decoder looked for another member, which would start with 1f 8b
///     2, or 1 and more content    truncated: the decoder needs more bytes
/// </code>
/// A failing call discards little because reads are short, and nothing if only the checksum is missing.
/// </remarks>
internal sealed class InflateStream : ReadOnlyStream
{
    private readonly Source _source;
    private readonly Stream _decoder;
    private readonly Action? _onRest;
    private bool _ended;

    private InflateStream(Source source, Stream decoder, Action? onRest)
    {
        _source = source;
        _decoder = decoder;
        _onRest = onRest;
    }

    /// <summary>Unpacks members of gzip, one after the other.</summary>
    /// <param name="packed">The members; closed with the stream.</param>
    /// <param name="onRest">Called once if bytes other than padding follow the last member.</param>
    public static InflateStream FromGzip(Stream packed, Action onRest)
    {
        var source = new Source(packed);
        return new InflateStream(source, new GZipStream(source, CompressionMode.Decompress), onRest);
    }

    /// <summary>Unpacks zlib data.</summary>
    /// <param name="packed">The data; closed with the stream.</param>
    public static InflateStream FromZlib(Stream packed)
    {
        var source = new Source(packed);
        return new InflateStream(source, new ZLibStream(source, CompressionMode.Decompress), onRest: null);
    }

    /// <exception cref="InvalidDataException">The data are corrupt.</exception>
    /// <exception cref="EndOfStreamException">The data are truncated.</exception>
    public override int Read(Span<byte> buffer)
    {
        int read = _ended ? 0 : Decode(buffer);
        if (_source.ReadsBeyondEnd > 1 || (_source.ReadsBeyondEnd == 1 && read > 0))
        {
            throw new EndOfStreamException();
        }

        if (read == 0 && !_ended && !buffer.IsEmpty)
        {
            _ended = true;
            CheckRest();
        }

        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _decoder.Dispose();
        }

        base.Dispose(disposing);
    }

    // A decoder of truncated data may fail on the byte after the input.
    private int Decode(Span<byte> buffer)
    {
        try
        {
            return _decoder.Read(buffer);
        }
        catch (InvalidDataException e) when (_source.ReadsBeyondEnd > 0)
        {
            throw new EndOfStreamException(null, e);
        }
    }

    // Tapes and block devices pad with zeros.
    private void CheckRest()
    {
        if (_onRest is not null && _source.ReadsBeyondEnd == 0 && _source.ReadToLastByte() != 0)
        {
            _onRest();
        }
    }

    /// <summary>The packed bytes in the pieces that a decoder needs, and one byte more.</summary>
    private sealed class Source(Stream packed) : ReadOnlyStream
    {
        private const int BlockSize = 2048;
        private const int ChecksumSize = 8;
        private const byte Beyond = 0xff;

        private readonly ByteWindow _window = new(packed, 64 * 1024);
        private byte _last;

        /// <summary>The number of reads after the last byte of the input.</summary>
        public int ReadsBeyondEnd { get; private set; }

        public override int Read(Span<byte> buffer)
        {
            if (buffer.IsEmpty)
            {
                return 0;
            }

            // The last eight bytes stay until it is known that they are the last.
            bool hasMore = _window.TryFill(ChecksumSize + 1);
            int left = hasMore ? _window.Length - ChecksumSize : _window.Length;
            if (left == 0)
            {
                buffer[0] = Beyond;
                return ReadsBeyondEnd++ == 0 ? 1 : 0;
            }

            int length = Math.Min(Math.Min(buffer.Length, BlockSize), left);
            _window.Bytes[..length].CopyTo(buffer);
            _window.Skip(length);
            _last = buffer[length - 1];
            return length;
        }

        /// <summary>Reads to the end of the input and returns its last byte.</summary>
        public byte ReadToLastByte()
        {
            do
            {
                _last = _window.Bytes is [.., var last] ? last : _last;
                _window.Skip(_window.Length);
            }
            while (_window.Fill());

            return _last;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                packed.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
