namespace Refold.Formats.Sources;

/// <summary>The progress of reading inputs, in bytes as stored, still packed.</summary>
/// <remarks>One thread reads the inputs; any thread may read the progress.</remarks>
public sealed class InputProgress
{
    private long _bytesRead;
    private long _bytesExpected;
    private int _unknownLengths;

    /// <summary>The number of bytes read so far, of all inputs.</summary>
    public long BytesRead => Interlocked.Read(ref _bytesRead);

    /// <summary>The length of the inputs opened so far; null if one is a pipe, whose length is unknown.</summary>
    public long? BytesExpected =>
        Volatile.Read(ref _unknownLengths) > 0 ? null : Interlocked.Read(ref _bytesExpected);

    /// <summary>Adds the length of an input; null if it is unknown.</summary>
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
