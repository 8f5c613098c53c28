namespace Refold.Formats.Sources;

/// <summary>
/// How far the reading of inputs has come, in bytes as they lie on the disk, still packed. One thread reads the inputs;
/// any thread may look.
/// </summary>
public sealed class InputProgress
{
    private long _bytesRead;
    private long _bytesExpected;
    private int _unknownLengths;

    /// <summary>The bytes read so far, of all inputs.</summary>
    public long BytesRead => Interlocked.Read(ref _bytesRead);

    /// <summary>How many bytes the inputs opened so far have; null if one of them is a pipe, whose length nobody knows.</summary>
    public long? BytesExpected =>
        Volatile.Read(ref _unknownLengths) > 0 ? null : Interlocked.Read(ref _bytesExpected);

    /// <summary>Says that so many more bytes will be read; null if their number is unknown.</summary>
    public void Expect(long? bytes)
    {
        if (bytes is { } known)
        {
            Interlocked.Add(ref _bytesExpected, known);
        }
        else
        {
            Interlocked.Increment(ref _unknownLengths);
        }
    }

    internal void Add(int bytes) => Interlocked.Add(ref _bytesRead, bytes);
}
