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
    public void Gzip_that_is_cut_off_gives_what_it_holds_and_a_warning()
    {
        byte[] packed = Packed["gzip"];
        for (int length = packed.Length - 1; length > packed.Length / 2; length--)
        {
            var context = new ConversionContext();

            byte[] salvaged = Opening.Unpack(packed[..length], context);

            Assert.Equal(Content[..salvaged.Length], salvaged);
            Assert.Equal(
                $"test+0x{salvaged.Length:x}: the gzip data end early; {salvaged.Length} bytes were unpacked "
                + "[input.damaged-gzip]",
                Opening.Warning(context));
        }
    }

    [Fact]
    public void Only_the_checksum_cut_off_costs_nothing()
    {
        for (int missing = 1; missing <= 8; missing++)
        {
            Assert.Equal(Content, Opening.Unpack(Packed["gzip"][..^missing]));
        }
    }

    [Fact]
    public void A_wrong_checksum_costs_nothing_but_a_warning()
    {
        byte[] packed = [.. Packed["gzip"]];
        packed[^6] ^= 1;
        var context = new ConversionContext();

        Assert.Equal(Content, Opening.Unpack(packed, context));
        Assert.Equal(
            "test+0x1770: the gzip data are damaged here; 6000 bytes were unpacked [input.damaged-gzip]",
            Opening.Warning(context));
    }

    [Fact]
    public void A_second_member_that_is_cut_off_leaves_the_first()
    {
        byte[] packed = [.. Packed["gzip"], .. Packed["gzip"][..100]];
        var context = new ConversionContext();

        byte[] salvaged = Opening.Unpack(packed, context);

        Assert.Equal(Content, salvaged[..Content.Length]);
        Assert.Equal(Content[..(salvaged.Length - Content.Length)], salvaged[Content.Length..]);
        Assert.Equal(1, context.Diagnostics.Counts["input.damaged-gzip"]);
    }

    [Fact]
    public void Bytes_behind_gzip_are_a_warning()
    {
        var context = new ConversionContext();

        Assert.Equal(Content, Opening.Unpack([.. Packed["gzip"], .. "more text\n"u8], context));
        Assert.Equal(
            "test: bytes behind the gzip data are no gzip data; they are ignored [input.bytes-after-gzip]",
            Opening.Warning(context));
    }

    [Theory]
    [InlineData("gzip", "test+0x0: expected gzip data, found their end before anything could be unpacked")]
    [InlineData("bzip2", "test+0x0: expected bzip2 data, found their end before anything could be unpacked")]
    [InlineData("zstd", "test+0x0: expected zstd data, found their end before anything could be unpacked")]
    [InlineData("zip", "test: expected a zip archive, found one that ends inside its first file's header")]
    public void What_ends_before_anything_could_be_unpacked_is_an_error_that_says_so(string packing, string message)
    {
        byte[] packed = Packed[packing][..(HeaderSize + 2)];

        var error = Assert.Throws<ProfileFormatException>(() => Opening.Unpack(packed));

        Assert.Equal(message, error.Message);
    }

    [Fact]
    public void Zip_that_is_cut_off_gives_what_its_first_file_holds_and_a_warning()
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
    public void What_is_cut_off_is_a_beginning_with_a_warning_or_an_error(string packing)
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
    public void Damage_gives_bytes_or_an_error(string packing)
    {
        foreach (Damage damage in Damage.Of(Packed[packing], Law.Times(400), Seeds.Of(Seed)))
        {
            byte[]? salvaged = TryUnpack(damage.Bytes, new ConversionContext());

            Assert.True(salvaged is null || salvaged.Length < 1 << 24, damage.What);
        }
    }

    // Cut in the middle of what makes it recognisable, a packing is bytes like others.
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
