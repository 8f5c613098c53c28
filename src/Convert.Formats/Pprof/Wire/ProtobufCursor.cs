using System.Runtime.CompilerServices;
using Refold.Formats.Shared;

namespace Refold.Formats.Pprof;

/// <summary>Walks over the fields of one message that is wholly in memory.</summary>
internal ref struct ProtobufCursor
{
    private readonly PprofLog _log;
    private readonly bool _isInPlace;
    private ByteCursor _cursor;

    /// <param name="bytes">The message.</param>
    /// <param name="offset">The offset of the message in the input, for messages.</param>
    /// <param name="log">Creates errors and warnings.</param>
    /// <param name="isInPlace">
    /// False if the message was put together from pieces: then errors anywhere in it are reported at
    /// <paramref name="offset"/>.
    /// </param>
    public ProtobufCursor(ReadOnlySpan<byte> bytes, long offset, PprofLog log, bool isInPlace = true)
    {
        _cursor = new ByteCursor(bytes);
        _log = log;
        _isInPlace = isInPlace;
        Offset = offset;
    }

    /// <summary>The offset of the message in the input.</summary>
    public long Offset { get; }

    /// <summary>The position of the next byte in the message.</summary>
    public readonly int Position => _cursor.Position;

    /// <summary>The position in the message of the field whose tag was read last.</summary>
    public int FieldStart { get; private set; }

    /// <summary>The offset in the input of the field whose tag was read last.</summary>
    public readonly long FieldOffset => OffsetOf(FieldStart);

    /// <summary>Whether all fields have been read.</summary>
    public readonly bool IsAtEnd => _cursor.IsAtEnd;

    /// <summary>Moves to the next field; false at the end of the message.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryReadTag(out uint tag)
    {
        // The tags of fields 1 to 15 have one byte; profile.proto has no others.
        FieldStart = _cursor.Position;
        tag = _cursor.Next;
        return tag is >= 8 and < 0x80 ? _cursor.TrySkip(1) : TryReadLongTag(out tag);
    }

    /// <summary>Reads a number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong ReadVarint() =>
        _cursor.TryReadVarint(out ulong value) ? value : throw NoVarint(_cursor.Remaining, OffsetOf(Position));

    /// <summary>Reads the bytes of a field that has a length.</summary>
    public ReadOnlySpan<byte> ReadBytes()
    {
        ulong length = ReadVarint();
        return _cursor.TryReadBytes(length, out ReadOnlySpan<byte> bytes)
            ? bytes
            : throw _log.Error(
                FieldOffset, $"expected at most {_cursor.Remaining} bytes, found a length of {length}");
    }

    /// <summary>Reads the fields of a message in this message.</summary>
    public ProtobufCursor ReadMessage()
    {
        ReadOnlySpan<byte> bytes = ReadBytes();
        return new ProtobufCursor(bytes, OffsetOf(Position - bytes.Length), _log, _isInPlace);
    }

    /// <summary>
    /// Reads the next numbers, without tags, of a message that holds one repeated field of numbers and nothing else: a
    /// packed field, or a single number; false at the end.
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
            ReadOnlySpan<byte> rest = _cursor.Rest;
            int start = Position;
            ReadVarint();
            run = rest[..(Position - start)];
        }
        else
        {
            run = ReadBytes();
        }

        return true;
    }

    /// <summary>Reads the next number of a run.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly ulong ReadFromRun(ReadOnlySpan<byte> run, ref int at) =>
        Varint.TryRead(run, ref at, out ulong value) ? value : throw NoVarint(run.Length - at, FieldOffset);

    /// <summary>
    /// Skips a field that no case of a decoder took. A field that profile.proto does not have is counted; a wire type
    /// that the schema does not allow is an error.
    /// </summary>
    public void SkipUnknown(uint tag, PprofMessage message)
    {
        _log.CheckUnknown(tag, message, FieldOffset);
        Skip(tag);
    }

    /// <summary>Skips a field.</summary>
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
                SkipFixed((tag & WireType.Mask) == WireType.Fixed64 ? 8u : 4u);
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
        tag = number is >= 8 and <= uint.MaxValue
            ? (uint)number
            : throw _log.Error(FieldOffset, $"expected a field, found tag {number}");
        return true;
    }

    private void SkipFixed(uint length)
    {
        if (!_cursor.TrySkip(length))
        {
            throw _log.Error(FieldOffset, $"expected {length} bytes, found {_cursor.Remaining}");
        }
    }

    private readonly ProfileFormatException NoVarint(int remaining, long offset) =>
        remaining < Varint.MaxLength
            ? _log.Error(offset, $"expected a number, found the end of the message in it")
            : _log.Error(offset, $"expected a number of at most {Varint.MaxLength} bytes, found more");
}
