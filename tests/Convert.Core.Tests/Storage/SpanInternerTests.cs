using Refold.Storage;
using Xunit;

namespace Refold.Core.Tests;

public sealed class SpanInternerTests
{
    [Fact]
    public void Equal_lists_have_one_id_and_ids_count_from_1()
    {
        var table = new SpanInterner<byte>();

        int first = table.Add("ab"u8);
        int second = table.Add("abc"u8);
        int again = table.Add("ab"u8);

        Assert.Equal((1, 2, 1), (first, second, again));
        Assert.Equal(2, table.Count);
        Assert.Equal("abc"u8, table[2]);
    }

    [Fact]
    public void The_empty_list_has_id_0_and_always_exists()
    {
        var table = new SpanInterner<byte>();

        Assert.Equal(0, table.Add([]));
        Assert.True(table.TryFind([], out int number));
        Assert.Equal(0, number);
        Assert.Equal(0, table.Count);
    }

    [Fact]
    public void A_list_that_was_appended_is_found()
    {
        var table = new SpanInterner<int>();

        Assert.Equal((1, 2), (table.Append([1, 2]), table.Append([3])));
        Assert.Equal((2, 3, 1), (table.Add([3]), table.Add([4]), table.Add([1, 2])));
        Assert.Equal((4, 4), (table.Append([5]), table.Add([5])));
        Assert.Equal(4, table.Count);
    }

    [Fact]
    public void Looking_for_a_list_adds_nothing()
    {
        var table = new SpanInterner<int>();
        table.Add([1, 2]);

        Assert.True(table.TryFind([1, 2], out int number));
        Assert.Equal(1, number);
        Assert.False(table.TryFind([2, 1], out number));
        Assert.Equal(0, number);
        Assert.Equal(1, table.Count);
    }

    [Fact]
    public void Lists_keep_their_ids_while_the_table_grows()
    {
        var table = new SpanInterner<int>();

        for (int i = 1; i <= 10_000; i++)
        {
            Assert.Equal(i, table.Add([i, -i, i % 7]));
        }

        for (int i = 1; i <= 10_000; i++)
        {
            Assert.Equal([i, -i, i % 7], table[i]);
            Assert.Equal(i, table.Add([i, -i, i % 7]));
        }
    }
}
