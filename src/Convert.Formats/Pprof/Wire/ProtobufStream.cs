using Refold.Formats.Shared;

namespace Refold.Formats.Pprof;

/// <summary>
/// Walks over the fields of the outermost message, which need not fit into memory: one window slides over the stream,
/// and grows only for a field that is larger, as far as its bytes arrive. A length is a claim, never an allocation.
/// </summary>
/// <remarks>
/// <code>
///     window: [ used │ tag · payload of the current field │ fields not yet read ………… │ free ]
///               ^ 0    ^ Offset                           ^ _at                      ^ _end
/// </code>
/// </remarks>
/// <param name="stream">The fields.</param>
/// <param name="log">Where errors come from.</param>
/// <param name="context">Limits, and what cancels.</param>
/// <param name="offset">The offset of the first byte in the input.</param>
internal sealed class ProtobufStream(Stream stream, PprofLog log, ConversionContext context, long offset = 0)
{
    private const int InitialSize = 128 * 1024;
    private const int MaxHeaderLength = 2 * Varint.MaxLength;

    private byte[] _window = GC.AllocateUninitializedArray<byte>(InitialSize);
    private int _at;
    private int _end;
    private int _payloadLength;
    private long _windowOffset = offset;
    private bool _streamEnded;

    /// <summary>Number and wire type of the current field.</summary>
    public uint Tag { get; private set; }

    /// <summary>The value of the current field if it is a number.</summary>
    public ulong Number { get; private set; }

    /// <summary>The bytes of the current field if it has a length. Valid until the next call.</summary>
    public ReadOnlySpan<byte> Payload => _window.AsSpan(_at - _payloadLength, _payloadLength);

    /// <summary>Where in the input the payload begins.</summary>
    public long PayloadOffset => _windowOffset + _at - _payloadLength;

    /// <summary>Where in the input the current field begins.</summary>
    public long Offset { get; private set; }

    /// <summary>How much of the input has been read; at its end, where it ends.</summary>
    public long EndOffset => _windowOffset + _end;

    /// <summary>True if the input ends inside a field, which then begins at <see cref="Offset"/>.</summary>
    public bool IsTruncated { get; private set; }

    /// <summary>Goes on to the next field; false at the end of the input.</summary>
    public bool TryRead()
    {
        _payloadLength = 0;
        Fill(MaxHeaderLength);
        Offset = _windowOffset + _at;
        return _at < _end && (TryReadField() || Truncate());
    }

    private bool Truncate()
    {
        IsTruncated = true;
        return false;
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
            throw log.Error(
                Offset,
                $"expected at most {context.Limits.ItemBytes} bytes in {PprofFields.Profile.NameOf(Tag)}, found {length}");
        }

        Fill((int)length);
        if ((int)length > _end - _at)
        {
            return false;
        }

        _payloadLength = (int)length;
        _at += _payloadLength;
        return true;
    }

    private bool TryReadVarint(out ulong value)
    {
        ReadOnlySpan<byte> window = _window.AsSpan(0, _end);
        return Varint.TryRead(window, ref _at, out value)
            || (window.Length - _at >= Varint.MaxLength
                ? throw log.Error(Offset, $"expected a number of at most {Varint.MaxLength} bytes, found more")
                : false);
    }

    // Reads on until so many bytes lie before _at, or the stream ends.
    private void Fill(int needed)
    {
        while (_end - _at < needed && !_streamEnded)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            if (_end == _window.Length)
            {
                MakeRoom();
            }

            int read = stream.Read(_window.AsSpan(_end));
            _end += read;
            _streamEnded = read == 0;
        }
    }

    private void MakeRoom()
    {
        int length = _end - _at;
        byte[] target = length > _window.Length / 2 ? new byte[_window.Length * 2] : _window;
        _window.AsSpan(_at, length).CopyTo(target);
        _window = target;
        _windowOffset += _at;
        _at = 0;
        _end = length;
    }
}
