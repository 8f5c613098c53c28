using System.Runtime.CompilerServices;
using Refold.Formats.Shared;

namespace Refold.Formats.Pprof;

/// <summary>Walks over the fields of one message that is wholly in memory.</summary>
internal ref struct ProtobufCursor
{
    private readonly ReadOnlySpan<byte> _bytes;
    private readonly PprofLog _log;
    private readonly bool _isInPlace;
    private int _at;
    private int _fieldStart;

    /// <param name="bytes">The message.</param>
    /// <param name="offset">Where it begins in the input, for messages.</param>
    /// <param name="log">Where trouble goes.</param>
    /// <param name="isInPlace">
    /// False if the message was put together from pieces: then <paramref name="offset"/> stands for all of it.
    /// </param>
    public ProtobufCursor(ReadOnlySpan<byte> bytes, long offset, PprofLog log, bool isInPlace = true)
    {
        _bytes = bytes;
        _log = log;
        _isInPlace = isInPlace;
        Offset = offset;
    }

    /// <summary>Where in the input the message begins.</summary>
    public long Offset { get; }

    /// <summary>Where in the message the next byte lies.</summary>
    public readonly int Position => _at;

    /// <summary>Where in the message the field begins whose tag was read last.</summary>
    public readonly int FieldStart => _fieldStart;

    /// <summary>Where in the input the field begins whose tag was read last.</summary>
    public readonly long FieldOffset => OffsetOf(_fieldStart);

    public readonly bool IsAtEnd => _at >= _bytes.Length;

    /// <summary>Goes on to the next field; false at the end of the message.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryReadTag(out uint tag)
    {
        int at = _at;
        _fieldStart = at;
        tag = (uint)at < (uint)_bytes.Length ? _bytes[at] : 0u;
        if (tag is >= 8 and < 0x80)
        {
            _at = at + 1;
            return true;
        }

        return TryReadLongTag(out tag);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong ReadVarint() =>
        Varint.TryRead(_bytes, ref _at, out ulong value) ? value : throw NoVarint(_bytes[_at..], OffsetOf(_at));

    /// <summary>The bytes of a field with a length.</summary>
    public ReadOnlySpan<byte> ReadBytes()
    {
        ulong length = ReadVarint();
        if (length > (ulong)(_bytes.Length - _at))
        {
            throw _log.Error(FieldOffset, $"expected at most {_bytes.Length - _at} bytes, found a length of {length}");
        }

        ReadOnlySpan<byte> bytes = _bytes.Slice(_at, (int)length);
        _at += bytes.Length;
        return bytes;
    }

    /// <summary>The fields of a message in this message.</summary>
    public ProtobufCursor ReadMessage()
    {
        ReadOnlySpan<byte> bytes = ReadBytes();
        return new ProtobufCursor(bytes, OffsetOf(_at - bytes.Length), _log, _isInPlace);
    }

    /// <summary>
    /// The next run of numbers, without tags, of a message that holds one repeated field of numbers and nothing else: a
    /// packed field, or a number on its own; false at the end.
    /// </summary>
    public bool TryReadRun(out ReadOnlySpan<byte> run)
    {
        run = default;
        if (!TryReadTag(out uint tag))
        {
            return false;
        }

        if ((tag & WireType.Mask) == WireType.Number)
        {
            int start = _at;
            ReadVarint();
            run = _bytes[start.._at];
        }
        else
        {
            run = ReadBytes();
        }

        return true;
    }

    /// <summary>The next number of a run.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly ulong ReadFromRun(ReadOnlySpan<byte> run, ref int at) =>
        Varint.TryRead(run, ref at, out ulong value) ? value : throw NoVarint(run[at..], FieldOffset);

    /// <summary>
    /// Goes over a field that no case of a decoder took: one that profile.proto does not have, which is counted, or one
    /// that is stored in a way it does not allow, which is an error.
    /// </summary>
    public void SkipUnknown(uint tag, PprofMessage message)
    {
        _log.CheckUnknown(tag, message, FieldOffset);
        Skip(tag);
    }

    /// <summary>Goes over a field.</summary>
    public void Skip(uint tag)
    {
        switch (tag & WireType.Mask)
        {
            case WireType.Number:
                ReadVarint();
                break;
            case WireType.Bytes:
                ReadBytes();
                break;
            default:
                SkipFixed((tag & WireType.Mask) == WireType.Fixed64 ? 8 : 4);
                break;
        }
    }

    private readonly long OffsetOf(int position) => _isInPlace ? Offset + position : Offset;

    private bool TryReadLongTag(out uint tag)
    {
        tag = 0;
        if (IsAtEnd)
        {
            return false;
        }

        ulong number = ReadVarint();
        tag = number >> 3 is >= 1 and <= 0x1FFF_FFFF
            ? (uint)number
            : throw _log.Error(FieldOffset, $"expected a field, found tag {number}");
        return true;
    }

    private void SkipFixed(int length)
    {
        if (length > _bytes.Length - _at)
        {
            throw _log.Error(FieldOffset, $"expected {length} bytes, found {_bytes.Length - _at}");
        }

        _at += length;
    }

    private readonly ProfileFormatException NoVarint(ReadOnlySpan<byte> rest, long offset) =>
        rest.Length < Varint.MaxLength
            ? _log.Error(offset, $"expected a number, found the end of the message in it")
            : _log.Error(offset, $"expected a number of at most {Varint.MaxLength} bytes, found more");
}
