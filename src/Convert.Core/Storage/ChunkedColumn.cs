using System.Numerics;

namespace Refold.Storage;

/// <summary>A column of numbers that grows by chunks and takes no memory where it is empty.</summary>
/// <remarks>
/// <code>
/// rows      0 … 8191      8192 … 16383      16384 … 24575
/// chunks    none          none              [ … ]             a column that starts late
/// </code>
/// The first chunk begins with 16 rows and doubles: a profile of 4096 sample types and one sample takes 1 MB, where
/// whole chunks would take 268 MB.
/// </remarks>
/// <param name="empty">The value of rows that were not set.</param>
internal sealed class ChunkedColumn<T>(T empty)
    where T : unmanaged, IEquatable<T>
{
    private const int ChunkBits = 13;
    private const int ChunkSize = 1 << ChunkBits;
    private const int FirstSize = 16;

    private T[]?[] _chunks = new T[]?[8];

    public T this[int row]
    {
        get
        {
            int chunk = row >> ChunkBits;
            int index = row & (ChunkSize - 1);
            return (uint)chunk < (uint)_chunks.Length && _chunks[chunk] is { } rows && (uint)index < (uint)rows.Length
                ? rows[index]
                : empty;
        }

        set
        {
            int chunk = row >> ChunkBits;
            int index = row & (ChunkSize - 1);
            if ((uint)chunk < (uint)_chunks.Length && _chunks[chunk] is { } rows && (uint)index < (uint)rows.Length)
            {
                rows[index] = value;
            }
            else if (!value.Equals(empty))
            {
                Grow(chunk, index)[index] = value;
            }
        }
    }

    private T[] Grow(int chunk, int index)
    {
        if (chunk >= _chunks.Length)
        {
            Array.Resize(ref _chunks, Math.Max(chunk + 1, _chunks.Length * 2));
        }

        T[] before = _chunks[chunk] ?? [];
        int length = chunk > 0 ? ChunkSize : (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(index + 1, FirstSize));
        var rows = new T[length];
        before.CopyTo(rows, 0);
        if (!empty.Equals(default))
        {
            rows.AsSpan(before.Length).Fill(empty);
        }

        return _chunks[chunk] = rows;
    }
}
