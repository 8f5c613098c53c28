namespace Refold.Tables;

/// <summary>
/// A column of numbers that grows without copying. Rows that were never set hold <c>empty</c>; a chunk of nothing
/// but such rows takes no memory, so a column that starts late or stays sparse costs little.
/// </summary>
internal sealed class ChunkedColumn<T>(T empty)
    where T : unmanaged, IEquatable<T>
{
    private const int ChunkBits = 13;
    private const int ChunkSize = 1 << ChunkBits;

    private T[]?[] _chunks = new T[]?[8];

    public T this[int row]
    {
        get
        {
            int chunk = row >> ChunkBits;
            return (uint)chunk < (uint)_chunks.Length && _chunks[chunk] is { } rows
                ? rows[row & (ChunkSize - 1)]
                : empty;
        }

        set
        {
            int chunk = row >> ChunkBits;
            if ((uint)chunk < (uint)_chunks.Length && _chunks[chunk] is { } rows)
            {
                rows[row & (ChunkSize - 1)] = value;
            }
            else if (!value.Equals(empty))
            {
                AddChunk(chunk)[row & (ChunkSize - 1)] = value;
            }
        }
    }

    private T[] AddChunk(int chunk)
    {
        if (chunk >= _chunks.Length)
        {
            Array.Resize(ref _chunks, Math.Max(chunk + 1, _chunks.Length * 2));
        }

        var rows = new T[ChunkSize];
        if (!empty.Equals(default))
        {
            Array.Fill(rows, empty);
        }

        return _chunks[chunk] = rows;
    }
}
