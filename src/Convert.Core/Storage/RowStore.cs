namespace Refold.Storage;

/// <summary>
/// Rows with ids from 1, in chunks that never move, so that growing copies nothing. Id 0 is <c>default</c>.
/// </summary>
internal sealed class RowStore<T>
    where T : unmanaged
{
    private const int ChunkBits = 12;
    private const int ChunkSize = 1 << ChunkBits;
    private const int FirstChunkSize = 16;

    private T[][] _chunks = [new T[FirstChunkSize]];

    /// <summary>The number of rows, without row 0.</summary>
    public int Count { get; private set; }

    /// <summary>The row with an id.</summary>
    public ref readonly T this[int number] => ref _chunks[number >> ChunkBits][number & (ChunkSize - 1)];

    /// <summary>Replaces a row.</summary>
    public void Replace(int number, in T row) => _chunks[number >> ChunkBits][number & (ChunkSize - 1)] = row;

    /// <summary>Adds a row and returns its id.</summary>
    public int Append(in T row)
    {
        int number = Count + 1;
        int chunk = number >> ChunkBits;
        int at = number & (ChunkSize - 1);
        if (chunk == _chunks.Length)
        {
            Array.Resize(ref _chunks, chunk * 2);
        }

        ref T[] rows = ref _chunks[chunk];
        if (rows is null)
        {
            rows = GC.AllocateUninitializedArray<T>(ChunkSize);
        }
        else if (at == rows.Length)
        {
            // Only the first chunk may be smaller than the others, so that small tables take little memory.
            Array.Resize(ref rows, at * 2);
        }

        rows[at] = row;
        return Count = number;
    }
}
