using FsCheck.Xunit;
using Refold.Storage;
using Xunit;

namespace Refold.Core.Tests;

public sealed class IdTableTests
{
    [Property]
    public void Every_id_has_the_row_that_was_set_last(byte[] ids, ulong[] large)
    {
        var table = new IdTable();
        var expected = new Dictionary<ulong, int>();
        foreach ((ulong id, int index) in ids.Select(id => (ulong)id * 97).Concat(large).Select((id, i) => (id, i)))
        {
            table.Set(id, index + 1);
            expected[id] = index + 1;
        }

        Assert.All(expected, pair => Assert.Equal(pair.Value, table.Find(pair.Key)));
        Assert.DoesNotContain(Enumerable.Range(0, 30_000).Select(i => (ulong)i), id =>
            !expected.ContainsKey(id) && table.Find(id) != 0);
    }

    [Theory]
    [InlineData(5UL)]
    [InlineData(ulong.MaxValue)]
    public void An_id_is_added_once(ulong id)
    {
        var table = new IdTable();

        Assert.True(table.TryAdd(id, 1));
        Assert.False(table.TryAdd(id, 2));
        Assert.Equal(1, table.Find(id));
    }

    [Theory]
    [InlineData(5UL)]
    [InlineData(1UL << 60)]
    public void A_cleared_table_has_no_ids(ulong id)
    {
        var table = new IdTable();
        table.Set(id, 1);

        table.Clear();

        Assert.Equal(0, table.Find(id));
    }

    [Fact]
    public void A_large_id_takes_no_room_for_those_before()
    {
        var table = new IdTable();
        long before = GC.GetAllocatedBytesForCurrentThread();

        table.Set(int.MaxValue, 1);
        table.Set(ulong.MaxValue, 2);

        Assert.Equal(1, table.Find(int.MaxValue));
        Assert.Equal(2, table.Find(ulong.MaxValue));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10_000);
    }
}
