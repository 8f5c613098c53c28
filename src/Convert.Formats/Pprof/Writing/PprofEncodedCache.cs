namespace Refold.Formats.Pprof;

/// <summary>The encoded form of stacks or label sets, so that each is encoded once.</summary>
/// <remarks>The cache is cleared when it has grown to 64 MiB, so its memory stays bounded.</remarks>
/// <param name="count">The number of rows, which are numbered from 1.</param>
internal sealed class PprofEncodedCache(int count)
{
    private const int MaxBytes = 64 * 1024 * 1024;

    private readonly int[] _ends = new int[count + 1];
    private readonly int[] _starts = new int[count + 1];
    private readonly ProtobufBuffer _bytes = new();

    /// <summary>Finds the encoded form of a row.</summary>
    public bool TryGet(int number, out ReadOnlySpan<byte> encoded)
    {
        int end = _ends[number];
        encoded = end == 0 ? default : _bytes.Written[_starts[number]..end];
        return end != 0;
    }

    /// <summary>Adds the encoded form of a row, which must not be empty.</summary>
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
