using System.Buffers.Binary;
using Refold.Formats.Etlx;
using Refold.Testing;
using Xunit;

namespace Refold.Formats.Tests.Etlx;

public sealed class EtlxCorruptFileTests
{
    private const int SignatureLength = 24;
    private const long Budget = 64L << 20;

    [Theory]
    [InlineData(0x40)]
    [InlineData(0x01)]
    public void A_corrupt_count_allocates_no_more_memory_than_the_budget(byte bit)
    {
        byte[] good = new CorpusFile("etlx", "locks.etlx.gz").ReadBytes();
        int events = (int)OffsetOfFirstStreamLabel(good);

        for (int offset = events + 3; offset < good.Length; offset += (good.Length - events) / 60)
        {
            byte[] bytes = [.. good];
            bytes[offset] ^= bit;

            long before = GC.GetAllocatedBytesForCurrentThread();
            Exception? error = Record.Exception(() => Read(bytes));

            Assert.True(error is null or ProfileFormatException, $"{offset}: {error}");
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, Budget);
        }
    }

    [Fact]
    public void A_count_larger_than_the_rest_of_the_file_is_an_error_at_its_offset()
    {
        byte[] bytes = new CorpusFile("etlx", "locks.etlx.gz").ReadBytes();
        int table = (int)Offset(bytes, (int)Offset(bytes, bytes.Length - sizeof(long)));
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(table), int.MaxValue);

        var error = Assert.Throws<ProfileFormatException>(() => Read(bytes));

        Assert.Equal(
            $"x.etlx+0x{table:x}: expected up to 9 elements, for which the file is long enough, found 2147483647",
            error.Message);
    }

    [Fact]
    public void Objects_nested_too_deeply_for_the_stack_are_an_error()
    {
        byte[] bytes = new byte[1_000_000];
        bytes.AsSpan(SignatureLength).Fill((byte)EtlxObjectTag.Begin);

        var error = Assert.Throws<ProfileFormatException>(() => Read(bytes));

        Assert.Contains("expected objects nested up to 500 deep", error.Message);
    }

    [Fact]
    public void A_reference_to_itself_is_an_error()
    {
        byte[] bytes = new byte[100];
        bytes[SignatureLength] = (byte)EtlxObjectTag.Reference;
        bytes[SignatureLength + 1] = SignatureLength;

        Assert.Throws<ProfileFormatException>(() => Read(bytes));
    }

    [Fact]
    public void A_blob_of_negative_length_is_an_error()
    {
        byte[] bytes = new byte[100];
        bytes[SignatureLength] = (byte)EtlxObjectTag.Blob;
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(SignatureLength + 1), -5);

        var error = Assert.Throws<ProfileFormatException>(() => Read(bytes));

        Assert.Contains("expected -5 bytes", error.Message);
    }

    // The events end at the first stream label.
    private static long OffsetOfFirstStreamLabel(byte[] bytes) =>
        Offset(bytes, (int)Offset(bytes, (int)Offset(bytes, bytes.Length - sizeof(long))) + sizeof(int));

    private static long Offset(byte[] bytes, int at) => BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(at));

    private static void Read(byte[] bytes)
    {
        using var input = ProfileInput.FromStream(new MemoryStream(bytes), "x.etlx");
        new EtlxReader().Read(input, new ConversionContext());
    }
}
