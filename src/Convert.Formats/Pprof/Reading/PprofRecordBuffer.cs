using Refold.Formats.Shared;

namespace Refold.Formats.Pprof;

/// <summary>
/// Entries of bytes that wait until the tables they refer to are known, each with the place where it stood in the
/// input. They leave in the order they came, and free their memory as they go.
/// </summary>
/// <remarks>
/// <code>
///     block: [ offset - previous offset (varint) │ length (varint) │ bytes ][ … ][ … │ free ]
/// </code>
/// </remarks>
internal sealed class PprofRecordBuffer
{
    // Small enough to stay out of the large object heap, whose memory returns late.
    private const int BlockSize = 64 * 1024;

    private readonly Queue<(byte[] Bytes, int Length)> _full = new();
    private byte[] _block = [];
    private int _length;
    private long _offset;
    private int _taken;
    private long _takenOffset;

    /// <summary>How many entries have been added.</summary>
    public int Count { get; private set; }

    public void Add(long offset, ReadOnlySpan<byte> bytes) => bytes.CopyTo(Add(offset, bytes.Length));

    /// <summary>Adds an entry of this length, which the caller fills.</summary>
    /// <param name="offset">Where it stands in the input; not before the entry added last.</param>
    /// <param name="length">Its length in bytes.</param>
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

    /// <summary>The next entry, which is then gone; false if there is none. The bytes are valid until the next call.</summary>
    public bool TryTake(PprofLog log, out ReadOnlySpan<byte> bytes, out long offset)
    {
        while (_full.TryPeek(out (byte[] Bytes, int Length) first) && _taken == first.Length)
        {
            _full.Dequeue();
            _taken = 0;
        }

        (byte[] block, int length) = _full.Count > 0 ? _full.Peek() : (_block, _length);
        var cursor = new ProtobufCursor(block.AsSpan(_taken, length - _taken), 0, log);
        bytes = default;
        offset = _takenOffset;
        if (cursor.IsAtEnd)
        {
            return false;
        }

        _takenOffset += (long)cursor.ReadVarint();
        offset = _takenOffset;
        bytes = cursor.ReadBytes();
        _taken += cursor.Position;
        return true;
    }
}
