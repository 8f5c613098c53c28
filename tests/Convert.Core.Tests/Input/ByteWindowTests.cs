using FsCheck.Xunit;
using Refold.Formats;
using Refold.Testing;
using Xunit;

namespace Refold.Core.Tests;

public sealed class ByteWindowTests
{
    [Property]
    public void The_bytes_are_the_same_in_whatever_pieces_they_arrive_and_are_taken(
        byte[] bytes, byte atOnce, byte size, byte[] steps)
    {
        var window = new ByteWindow(new TrickleStream(bytes, atOnce + 1), size + 1);
        var read = new List<byte>();
        foreach (int step in steps.Append((byte)1).Concat(Enumerable.Repeat((byte)7, bytes.Length)))
        {
            window.TryFill(step);
            int length = Math.Min(step, window.Length);
            Assert.Equal(read.Count, window.Offset);
            read.AddRange(window.Bytes[..length]);
            window.Skip(length);
        }

        Assert.Equal(bytes, read);
    }

    [Fact]
    public void A_claimed_length_takes_no_memory_until_the_bytes_arrive()
    {
        var window = new ByteWindow(new MemoryStream(new byte[100]), 16);
        long before = GC.GetAllocatedBytesForCurrentThread();

        Assert.False(window.TryFill(int.MaxValue));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10_000);
        Assert.Equal(100, window.Length);
        Assert.True(window.HasEnded);
    }

    [Fact]
    public void Offsets_count_from_the_offset_of_the_first_byte()
    {
        var window = new ByteWindow(new MemoryStream(new byte[100]), 16, offset: 1000);

        window.TryFill(10);
        window.Skip(10);
        window.TryFill(90);

        Assert.Equal(1010, window.Offset);
        Assert.Equal(90, window.Length);
    }
}
