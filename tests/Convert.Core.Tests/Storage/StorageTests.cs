using FsCheck.Xunit;
using Refold.Storage;
using Xunit;

namespace Refold.Core.Tests;

/// <summary>Compares the tables of rows with the simplest collections that do the same.</summary>
public sealed class StorageTests
{
    [Property]
    public void A_row_of_a_column_has_the_value_that_was_set_last(ushort[] rows, long[] values)
    {
        var column = new ChunkedColumn<long>(-7);
        var expected = new Dictionary<int, long>();
        for (int i = 0; i < Math.Min(rows.Length, values.Length); i++)
        {
            column[rows[i]] = values[i];
            expected[rows[i]] = values[i];
        }

        Assert.All(expected, pair => Assert.Equal(pair.Value, column[pair.Key]));
        Assert.DoesNotContain(
            Enumerable.Range(0, 70_000), row => !expected.ContainsKey(row) && column[row] != -7);
    }

    [Fact]
    public void A_distant_row_takes_no_memory_for_the_rows_before_it()
    {
        var column = new ChunkedColumn<long>(0);
        long before = GC.GetAllocatedBytesForCurrentThread();

        column[100_000_000] = 1;
        column[50_000_000] = 0;

        Assert.Equal(1, column[100_000_000]);
        Assert.Equal(0, column[50_000_000]);
        Assert.Equal(0, column[int.MaxValue]);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    [Property]
    public void Equal_rows_have_one_id(byte[] rows)
    {
        var table = new RowInterner<long>();
        var expected = new List<long>();
        foreach (byte row in rows)
        {
            int number = table.Add(row);
            if (!expected.Contains(row))
            {
                expected.Add(row);
            }

            Assert.Equal(expected.IndexOf(row) + 1, number);
            Assert.Equal(row, table[number]);
        }

        Assert.Equal(expected.Count, table.Count);
        Assert.Equal(0, table[0]);
    }

    [Fact]
    public void Appended_rows_are_not_found()
    {
        var table = new RowInterner<long>();

        Assert.Equal((1, 2, 3, 3), (table.Append(5), table.Append(5), table.Add(5), table.Add(5)));
    }

    // Sums and exclusive ors of the fields are equal in all rows.
    [Fact]
    public void Rows_are_found_even_if_their_fields_cancel_each_other_out()
    {
        const long Both = 0x1_0000_0001;
        var functions = new RowInterner<Function>();
        var mappings = new RowInterner<Mapping>();
        var locations = new LocationTable();
        for (int i = 1; i < 200_000; i++)
        {
            int row = i % 100_000;
            int number = row == 0 ? 100_000 : row;
            ulong same = (ulong)(number * Both);
            var line = new Line(new FunctionId(1), number, (long)number << 32);

            Assert.Equal(number, functions.Add(new Function(default, default, default, number * Both)));
            Assert.Equal(number, mappings.Add(new Mapping(same, same, 0, default)));
            Assert.Equal(number, locations.Add(default, 0, [line], false));
        }
    }

    [Fact]
    public void Rows_with_one_hash_are_all_found()
    {
        var slots = new HashIndex();
        for (int row = 0; row < 1000; row++)
        {
            slots.Add(hash: 42, row);
            slots.Add(hash: 43, row + 5000);
        }

        List<int> found = [];
        for (int at = slots.Start(42); slots.Next(42, ref at, out int row);)
        {
            found.Add(row);
        }

        Assert.Equal(Enumerable.Range(0, 1000), found.Order());
        int other = slots.Start(44);
        Assert.False(slots.Next(44, ref other, out _));
    }

    [Fact]
    public void Locations_differ_in_each_of_their_fields()
    {
        var table = new LocationTable();
        Line line = new(new FunctionId(1), 2, 3);
        int[] numbers =
        [
            table.Add(default, 0, [], false),
            table.Add(new MappingId(1), 0, [], false),
            table.Add(default, 1, [], false),
            table.Add(default, 0, [], true),
            table.Add(default, 0, [line], false),
            table.Add(default, 0, [line with { Column = 4 }], false),
            table.Add(default, 0, [line, line], false),
        ];

        Assert.Equal([1, 2, 3, 4, 5, 6, 7], numbers);
        Assert.Equal(5, table.Add(default, 0, [line], false));
        Assert.Equal(8, table.Append(default, 0, [line], false));
        Assert.Equal([line, line], table[7].Lines.ToArray());
        Assert.True(table[4].IsFolded);
        Assert.Equal(1UL, table[3].Address);
        Assert.Equal(new MappingId(1), table[2].Mapping);
    }

    [Fact]
    public void Strings_are_compared_by_their_bytes()
    {
        var table = new StringTable();

        Assert.Equal(default, table.Add(""u8));
        Assert.Equal(table.Add("é"u8), table.Add([0xc3, 0xa9]));
        Assert.NotEqual(table.Add("é"u8), table.Add("e\u0301"u8));
        Assert.NotEqual(table.Add([0]), table.Add([0, 0]));
        Assert.Equal("é"u8, table[new StringId(1)]);
    }

    [Property]
    public void A_fingerprint_depends_on_every_byte_and_the_length(byte[] bytes, byte at)
    {
        byte[] piece = [.. bytes, 1];
        Fingerprint fingerprint = Fingerprint.Compute(piece);
        byte[] changed = [.. piece];
        changed[at % changed.Length] ^= 0x40;

        Assert.Equal(fingerprint, Fingerprint.Compute([.. piece]));
        Assert.NotEqual(fingerprint, Fingerprint.Compute(changed));
        Assert.NotEqual(fingerprint, Fingerprint.Compute([.. piece, 0]));
        Assert.NotEqual(fingerprint, Fingerprint.Compute([0, .. piece]));
        Assert.NotEqual(fingerprint, Fingerprint.Compute(piece.AsSpan(..^1)));
    }

    [Fact]
    public void Fingerprints_of_zeros_differ_by_length() =>
        Assert.Equal(
            200, Enumerable.Range(0, 200).Select(length => Fingerprint.Compute(new byte[length])).Distinct().Count());

    [Fact]
    public void The_ids_of_all_added_fingerprints_are_found()
    {
        var table = new FingerprintTable();
        for (int i = 0; i < 10_000; i++)
        {
            Fingerprint piece = Fingerprint.Compute(BitConverter.GetBytes(i));
            Assert.False(table.TryGet(piece, out _));
            table.Add(piece, i * 3);
        }

        Assert.Equal(10_000, table.Count);
        for (int i = 0; i < 10_000; i++)
        {
            Assert.True(table.TryGet(Fingerprint.Compute(BitConverter.GetBytes(i)), out int meaning));
            Assert.Equal(i * 3, meaning);
        }
    }
}
