using Refold.Formats;

namespace Refold.Core.Tests;

/// <summary>A stream that repeats one letter without end, and counts the bytes read.</summary>
internal sealed class EndlessStream : ReadOnlyStream
{
    public long Given { get; private set; }

    public override int Read(Span<byte> buffer)
    {
        buffer.Fill((byte)'x');
        Given += buffer.Length;
        return buffer.Length;
    }
}
