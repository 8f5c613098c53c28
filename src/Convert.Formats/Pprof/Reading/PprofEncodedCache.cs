namespace Refold.Formats.Pprof;

/// <summary>
/// The encoded form of rows that samples name again and again, so that each is encoded once. It forgets all when it has
/// grown large, so its memory stays bounded.
/// </summary>
/// <param name="count">How many rows there are; their numbers are 1 to this.</param>
internal sealed class PprofEncodedCache(int count)
{
    private const int MaxBytes = 64 * 1024 * 1024;

    private readonly int[] _ends = new int[count + 1];
    private readonly int[] _starts = new int[count + 1];
    private readonly ProtobufBuffer _bytes = new();

    /// <summary>The encoded form of a row; false if it is not known.</summary>
    public bool TryGet(int number, out ReadOnlySpan<byte> encoded)
    {
        int end = _ends[number];
        encoded = end == 0 ? default : _bytes.Written[_starts[number]..end];
        return end != 0;
    }

    /// <summary>Keeps the encoded form of a row, which is not empty.</summary>
    public void Add(int number, ReadOnlySpan<byte> encoded)
    {
        if (_bytes.Length > MaxBytes)
        {
            Array.Clear(_ends);
            _bytes.Clear();
        }

        _starts[number] = _bytes.Length;
        _bytes.AddBytes(encoded);
        _ends[number] = _bytes.Length;
    }
}
