using Refold.Formats.Shared;

namespace Refold.Formats.Pprof;

/// <summary>Walks over the fields of the outermost message, which need not fit into memory.</summary>
/// <remarks>
/// <code>
///     window: [ tag │ length │ payload of the current field │ fields not yet read ………… ]
///               ^ Offset       ^ PayloadOffset              ^ _fieldLength
/// </code>
/// The window grows only for a field that is larger, as far as its bytes arrive: a length is a claim, never an
/// allocation.
/// </remarks>
/// <param name="stream">The fields.</param>
/// <param name="log">Creates errors.</param>
/// <param name="context">Limits and cancellation.</param>
/// <param name="offset">The offset of the first byte in the input.</param>
internal sealed class ProtobufStream(Stream stream, PprofLog log, ConversionContext context, long offset = 0)
{
    private const int InitialSize = 128 * 1024;
    private const int MaxHeaderLength = 2 * Varint.MaxLength;

    private readonly ByteWindow _window = new(stream, InitialSize, offset);
    private int _fieldLength;
    private int _payloadLength;

    /// <summary>Number and wire type of the current field.</summary>
    public uint Tag { get; private set; }

    /// <summary>The value of the current field if it is a number.</summary>
    public ulong Number { get; private set; }

    /// <summary>The bytes of the current field if it has a length. Valid until the next call.</summary>
    public ReadOnlySpan<byte> Payload => _window.Bytes.Slice(_fieldLength - _payloadLength, _payloadLength);

    /// <summary>The offset of the payload in the input.</summary>
    public long PayloadOffset => _window.Offset + _fieldLength - _payloadLength;

    /// <summary>The offset of the current field in the input.</summary>
    public long Offset => _window.Offset;

    /// <summary>The offset of the end of what has been read of the input.</summary>
    public long EndOffset => _window.Offset + _window.Length;

    /// <summary>Whether the input ends inside a field, which begins at <see cref="Offset"/>.</summary>
    public bool IsTruncated { get; private set; }

    /// <summary>Moves to the next field; false at the end of the input.</summary>
    public bool TryRead()
    {
        _window.Skip(_fieldLength);
        _fieldLength = _payloadLength = 0;
        Fill(MaxHeaderLength);
        if (_window.Length == 0)
        {
            return false;
        }

        IsTruncated = !TryReadField();
        return !IsTruncated;
    }

    private bool TryReadField()
    {
        if (!TryReadVarint(out ulong tag))
        {
            return false;
        }

        Tag = tag >> 3 is >= 1 and <= 0x1FFF_FFFF
            ? (uint)tag
            : throw log.Error(Offset, $"expected a field, found tag {tag}");
        switch (Tag & WireType.Mask)
        {
            case WireType.Number:
                bool isWhole = TryReadVarint(out ulong number);
                Number = number;
                return isWhole;
            case WireType.Bytes:
                return TryReadVarint(out ulong length) && TryTakePayload(length);
            case WireType.Fixed64:
                return TryTakePayload(8);
            case WireType.Fixed32:
                return TryTakePayload(4);
            default:
                throw log.Error(Offset, $"expected wire type 0, 1, 2 or 5, found {Tag & WireType.Mask}");
        }
    }

    private bool TryTakePayload(ulong length)
    {
        if (length > (ulong)context.Limits.ItemBytes)
        {
            int limit = context.Limits.ItemBytes;
            string field = PprofFields.Profile.NameOf(Tag);
            throw log.Error(Offset, $"expected at most {limit} bytes in {field}, found {length}");
        }

        if (!Fill(_fieldLength + (long)length))
        {
            return false;
        }

        _payloadLength = (int)length;
        _fieldLength += _payloadLength;
        return true;
    }

    private bool TryReadVarint(out ulong value)
    {
        var cursor = new ByteCursor(_window.Bytes, _fieldLength);
        if (!cursor.TryReadVarint(out value))
        {
            return cursor.Remaining < Varint.MaxLength
                ? false
                : throw log.Error(Offset, $"expected a number of at most {Varint.MaxLength} bytes, found more");
        }

        _fieldLength = cursor.Position;
        return true;
    }

    // Reads until the window has as many bytes; false if the stream ends first.
    private bool Fill(long length)
    {
        while (_window.Length < length)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            if (!_window.Fill())
            {
                return false;
            }
        }

        return true;
    }
}
