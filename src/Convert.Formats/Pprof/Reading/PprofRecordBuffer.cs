using Refold.Formats.Shared;

namespace Refold.Formats.Pprof;

/// <summary>A queue of byte records, each with its offset in the input.</summary>
/// <remarks>
/// <code>
///     block: [ offset - previous offset (varint) │ length (varint) │ bytes ][ … ][ … │ free ]
/// </code>
/// Blocks are freed as their records are taken.
/// </remarks>
internal sealed class PprofRecordBuffer
{
    // Small enough to stay out of the large object heap, which is collected late.
    private const int BlockSize = 64 * 1024;

    private readonly Queue<(byte[] Bytes, int Length)> _full = new();
    private byte[] _block = [];
    private int _length;
    private long _offset;
    private int _taken;
    private long _takenOffset;

    /// <summary>The number of records added.</summary>
    public int Count { get; private set; }

    /// <summary>Adds a record.</summary>
    public void Add(long offset, ReadOnlySpan<byte> bytes) => bytes.CopyTo(Add(offset, bytes.Length));

    /// <summary>Adds a record of a length and returns its bytes, which the caller fills.</summary>
    /// <param name="offset">The offset in the input, at least that of the record added before.</param>
    /// <param name="length">The length in bytes.</param>
    public Span<byte> Add(long offset, int length)
    {
        int needed = checked(length + (2 * Varint.MaxLength));
        if (needed > _block.Length - _length)
        {
            _full.Enqueue((_block, _length));
            _block = GC.AllocateUninitializedArray<byte>(Math.Max(BlockSize, needed));
            _length = 0;
        }

        int at = Varint.Write(_block, _length, (ulong)(offset - _offset));
        at = Varint.Write(_block, at, (ulong)length);
        _length = at + length;
        _offset = offset;
        Count++;
        return _block.AsSpan(at, length);
    }

    /// <summary>Takes the next record; false if there is none. The bytes are valid until the next call.</summary>
    public bool TryTake(out ReadOnlySpan<byte> bytes, out long offset)
    {
        while (_full.TryPeek(out (byte[] Bytes, int Length) first) && _taken == first.Length)
        {
            _full.Dequeue();
            _taken = 0;
        }

        (byte[] block, int length) = _full.Count > 0 ? _full.Peek() : (_block, _length);
        var cursor = new ByteCursor(block.AsSpan(0, length), _taken);
        bool isTaken = cursor.TryReadVarint(out ulong distance) & cursor.TryReadPrefixed(out bytes);
        _takenOffset += (long)distance;
        offset = _takenOffset;
        _taken = cursor.Position;
        return isTaken;
    }
}
