using Refold.Testing;
using Xunit;

namespace Refold.Formats.Tests.Inputs;

public sealed class DamagedPackingTests
{
    private const int Seed = 20260801;
    private const int HeaderSize = 10;

    private static readonly byte[] Content = Packing.Text(6000);

    public static TheoryData<string> Packings => [.. Packed.Keys];

    private static Dictionary<string, byte[]> Packed { get; } = new()
    {
        ["gzip"] = Packing.Gzip(Content),
        ["zlib"] = Packing.Zlib(Content),
        ["bzip2"] = Packing.Bzip2(Content),
        ["zstd"] = Packing.Zstd(Content),
        ["zip"] = Packing.Zip(("perf.txt", Content)),
        ["tar"] = Packing.Tar(("perf.txt", Content)),
    };

    [Fact]
    public void Truncated_gzip_is_unpacked_up_to_there_with_a_warning()
    {
        byte[] packed = Packed["gzip"];
        for (int length = packed.Length - 1; length > packed.Length / 2; length--)
        {
            var context = new ConversionContext();

            byte[] salvaged = Opening.Unpack(packed[..length], context);

            Assert.Equal(Content[..salvaged.Length], salvaged);
            Assert.Equal(
                $"test+0x{salvaged.Length:x}: the gzip data is truncated; {salvaged.Length} bytes were unpacked "
                + "[input.damaged-gzip]",
                Opening.Warning(context));
        }
    }

    [Fact]
    public void A_missing_checksum_loses_no_content()
    {
        for (int missing = 1; missing <= 8; missing++)
        {
            Assert.Equal(Content, Opening.Unpack(Packed["gzip"][..^missing]));
        }
    }

    [Fact]
    public void A_wrong_checksum_loses_no_content_and_gives_a_warning()
    {
        byte[] packed = [.. Packed["gzip"]];
        packed[^6] ^= 1;
        var context = new ConversionContext();

        Assert.Equal(Content, Opening.Unpack(packed, context));
        Assert.Equal(
            "test+0x1770: the gzip data is corrupt here; 6000 bytes were unpacked [input.damaged-gzip]",
            Opening.Warning(context));
    }

    [Fact]
    public void A_truncated_second_member_leaves_the_first()
    {
        byte[] packed = [.. Packed["gzip"], .. Packed["gzip"][..100]];
        var context = new ConversionContext();

        byte[] salvaged = Opening.Unpack(packed, context);

        Assert.Equal(Content, salvaged[..Content.Length]);
        Assert.Equal(Content[..(salvaged.Length - Content.Length)], salvaged[Content.Length..]);
        Assert.Equal(1, context.Diagnostics.Counts["input.damaged-gzip"]);
    }

    [Fact]
    public void Bytes_after_gzip_are_a_warning()
    {
        var context = new ConversionContext();

        Assert.Equal(Content, Opening.Unpack([.. Packed["gzip"], .. "more text\n"u8], context));
        Assert.Equal(
            "test: the bytes after the gzip data are not gzip data; they are ignored [input.bytes-after-gzip]",
            Opening.Warning(context));
    }

    // The bytes after the data may all be in the decoder, some be unread, or most still be in the stream.
    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(10_000)]
    [InlineData(1_000_000)]
    public void Bytes_after_gzip_are_a_warning_unless_they_are_zeros(int count)
    {
        var padded = new ConversionContext();
        var followed = new ConversionContext();

        byte[] rest = new byte[count];
        Assert.Equal(Content, Opening.Unpack([.. Packed["gzip"], .. rest], padded));
        rest.AsSpan().Fill((byte)'x');
        Assert.Equal(Content, Opening.Unpack([.. Packed["gzip"], .. rest], followed));

        Assert.Equal(0, padded.Diagnostics.WarningCount);
        Assert.Equal(1, followed.Diagnostics.Counts["input.bytes-after-gzip"]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(4096)]
    public void Gzip_members_are_read_in_whatever_pieces_they_arrive(int atOnce)
    {
        byte[] packed = [.. Packed["gzip"], .. Packed["gzip"], .. Packed["gzip"]];
        var context = new ConversionContext();

        byte[] unpacked = Opening.Unpack(packed, context, atOnce);

        Assert.Equal([.. Content, .. Content, .. Content], unpacked);
        Assert.Equal(0, context.Diagnostics.WarningCount);
    }

    [Theory]
    [InlineData("gzip", "test+0x0: the gzip data is truncated before anything could be unpacked")]
    [InlineData("bzip2", "test+0x0: the bzip2 data is truncated before anything could be unpacked")]
    [InlineData("zstd", "test+0x0: the zstd data is truncated before anything could be unpacked")]
    [InlineData("zip", "test: the zip archive is truncated inside the header of its first file")]
    public void Data_truncated_before_any_content_are_an_error(string packing, string message)
    {
        byte[] packed = Packed[packing][..(HeaderSize + 2)];

        var error = Assert.Throws<ProfileFormatException>(() => Opening.Unpack(packed));

        Assert.Equal(message, error.Message);
    }

    [Fact]
    public void A_truncated_zip_gives_the_start_of_its_first_file_and_a_warning()
    {
        byte[] packed = Packed["zip"];
        for (int length = packed.Length / 2; length < packed.Length - 1; length += 7)
        {
            var context = new ConversionContext();

            byte[] salvaged = Opening.Unpack(packed[..length], context);

            Assert.NotEmpty(salvaged);
            Assert.Equal(Content[..salvaged.Length], salvaged);
            Assert.Equal("[input.damaged-zip]", Opening.Warning(context).Split(' ')[^1]);
        }
    }

    [Theory]
    [MemberData(nameof(Packings))]
    public void Truncated_data_give_the_start_of_the_content_with_a_warning_or_an_error(string packing)
    {
        byte[] packed = Packed[packing];
        foreach (int length in Enumerable.Range(1, packed.Length - 1).Where(i => i % 7 == 0))
        {
            var context = new ConversionContext();

            if (TryUnpack(packed[..length], context) is not { } salvaged || IsRaw(salvaged, packed))
            {
                continue;
            }

            Assert.Equal(Content[..salvaged.Length], salvaged);
            Assert.True(
                salvaged.Length == Content.Length || context.Diagnostics.WarningCount == 1, $"{packing} {length}");
        }
    }

    [Theory]
    [MemberData(nameof(Packings))]
    public void Corrupt_data_give_bytes_or_an_error(string packing)
    {
        foreach (Damage damage in Damage.Of(Packed[packing], Law.Times(400), Seeds.Of(Seed)))
        {
            byte[]? salvaged = TryUnpack(damage.Bytes, new ConversionContext());

            Assert.True(salvaged is null || salvaged.Length < 1 << 24, damage.What);
        }
    }

    // A packing that is truncated inside its signature is not recognised.
    private static bool IsRaw(byte[] bytes, byte[] packed) => packed.AsSpan().StartsWith(bytes);

    private static byte[]? TryUnpack(byte[] packed, ConversionContext context)
    {
        try
        {
            return Opening.Unpack(packed, context);
        }
        catch (ProfileFormatException)
        {
            return null;
        }
    }
}
