using FsCheck.Xunit;
using Refold.Formats.Shared;
using Xunit;

namespace Refold.Formats.Tests.Shared;

public sealed class ByteCursorTests
{
    [Fact]
    public void Numbers_and_spans_are_read_in_order()
    {
        var cursor = new ByteCursor([7, 2, 1, 4, 3, 2, 1, 8, 7, 6, 5, 4, 3, 2, 1, 0x96, 1, 3, 0x61, 0x62, 0x63]);

        Assert.True(cursor.TryReadByte(out byte first));
        Assert.True(cursor.TryReadUInt16(out ushort second));
        Assert.True(cursor.TryReadInt32(out int third));
        Assert.True(cursor.TryReadInt64(out long fourth));
        Assert.True(cursor.TryReadVarint(out ulong fifth));
        Assert.True(cursor.TryReadPrefixed(out ReadOnlySpan<byte> text));

        Assert.Equal((7, 0x102, 0x1020304, 0x102030405060708, 150UL), (first, second, third, fourth, fifth));
        Assert.Equal("abc"u8, text);
        Assert.True(cursor.IsAtEnd);
    }

    [Fact]
    public void A_value_that_the_bytes_end_in_is_not_read_and_the_position_stays()
    {
        var cursor = new ByteCursor([0xff], 0);

        Assert.False(cursor.TryReadUInt16(out _));
        Assert.False(cursor.TryReadInt32(out _));
        Assert.False(cursor.TryReadInt64(out _));
        Assert.False(cursor.TryReadVarint(out _));
        Assert.False(cursor.TryReadBytes(2, out _));
        Assert.False(cursor.TryReadBytes(ulong.MaxValue, out _));
        Assert.False(cursor.TrySkipVarints(1));
        Assert.False(new ByteCursor([], 0).TryReadByte(out _));
        Assert.Equal(0, cursor.Position);
    }

    [Fact]
    public void Bytes_shorter_than_their_claimed_length_are_not_read()
    {
        var cursor = new ByteCursor([0, 4, 1, 2, 3], 1);

        Assert.False(cursor.TryReadPrefixed(out ReadOnlySpan<byte> read));
        Assert.True(read.IsEmpty);
        Assert.Equal(1, cursor.Position);
    }

    [Fact]
    public void A_varint_has_at_most_ten_bytes()
    {
        byte[] longest = [.. Enumerable.Repeat((byte)0xff, 9), 1];

        Assert.True(new ByteCursor(longest).TryReadVarint(out ulong value));
        Assert.Equal(ulong.MaxValue, value);
        Assert.False(new ByteCursor([.. Enumerable.Repeat((byte)0x80, 10), 0]).TryReadVarint(out _));
    }

    [Property]
    public void Varints_are_read_as_written(ulong[] values)
    {
        byte[] bytes = new byte[values.Length * Varint.MaxLength];
        int end = 0;
        foreach (ulong value in values)
        {
            int start = end;
            end = Varint.Write(bytes, end, value);
            Assert.Equal(Varint.Length(value), end - start);
        }

        var cursor = new ByteCursor(bytes.AsSpan(0, end));
        foreach (ulong value in values)
        {
            Assert.True(cursor.TryReadVarint(out ulong read));
            Assert.Equal(value, read);
        }

        Assert.True(cursor.IsAtEnd);
        Assert.True(new ByteCursor(bytes.AsSpan(0, end)).TrySkipVarints(values.Length));
    }
}
