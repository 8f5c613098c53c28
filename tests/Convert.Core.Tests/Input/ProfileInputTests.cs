using Refold.Formats;
using Refold.Testing;
using Xunit;

namespace Refold.Core.Tests;

public sealed class ProfileInputTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(ProfileInput.MaxHeadLength - 1)]
    [InlineData(ProfileInput.MaxHeadLength)]
    [InlineData(ProfileInput.MaxHeadLength + 1)]
    [InlineData(3 * ProfileInput.MaxHeadLength)]
    public void The_head_remains_part_of_the_stream(int length)
    {
        byte[] bytes = new byte[length];
        new Random(1).NextBytes(bytes);
        using var input = ProfileInput.FromStream(new TrickleStream(bytes, 1000), "test");

        Assert.Equal(bytes[..Math.Min(length, ProfileInput.MaxHeadLength)], input.Head.ToArray());
        using var all = new MemoryStream();
        input.Stream.CopyTo(all);
        Assert.Equal(bytes, all.ToArray());
        Assert.Equal(0, input.Stream.Read(new byte[10]));
    }

    [Fact]
    public void The_stream_is_closed_with_the_input()
    {
        var stream = new TrickleStream([1, 2, 3]);

        ProfileInput.FromStream(stream, "test").Dispose();

        Assert.True(stream.IsClosed);
    }

    [Fact]
    public void The_stream_can_only_be_read()
    {
        using Stream stream = ProfileInput.FromStream(new MemoryStream([1]), "test").Stream;

        Assert.True(stream.CanRead);
        Assert.False(stream.CanSeek || stream.CanWrite);
        Assert.Throws<NotSupportedException>(() => stream.Length);
        Assert.Throws<NotSupportedException>(() => stream.Position);
        Assert.Throws<NotSupportedException>(() => stream.Position = 0);
        Assert.Throws<NotSupportedException>(() => stream.Seek(0, SeekOrigin.Begin));
        Assert.Throws<NotSupportedException>(() => stream.SetLength(0));
        Assert.Throws<NotSupportedException>(() => stream.Write([1], 0, 1));
    }
}
