using Refold.Formats.Pprof;
using Refold.Testing;
using Xunit;
using static Refold.Formats.Tests.Pprof.PprofParts;

namespace Refold.Formats.Tests.Pprof;

/// <summary>Truncated inputs, corrupt ones, and rows that are missing.</summary>
public sealed class PprofDamageTests
{
    private readonly ConversionContext _context = new();

    [Fact]
    public void An_input_truncated_in_the_string_table_keeps_all_earlier_names()
    {
        byte[] whole = [.. Types(), .. Bytes(Sample()), .. Tables(), .. StringTable()];

        Profile inside = Read(whole[..^1]);
        Profile between = Read(whole[..^6]);

        Assert.Equal([7L, 7L], [inside.Samples[0][0], between.Samples[0][0]]);
        Assert.Equal("leaf", between.Text(between[new FunctionId(1)].Name));
        Assert.Equal(default, between[new FunctionId(2)].Name);
        Assert.Equal(
            [
                "test+0x4e: the file is truncated inside profile.string_table; 1 sample was read [pprof.truncated]",
                "test+0x49: the file is truncated inside its string table, after 4 strings; 1 sample was read"
                    + " [pprof.truncated]",
            ],
            Warnings());
    }

    [Fact]
    public void A_truncated_input_with_strings_first_keeps_the_samples_read()
    {
        byte[] whole = [.. StringTable(), .. Types(), .. Tables(), .. Bytes(Sample()), .. Bytes(Sample())];

        Profile profile = Read(whole[..^1]);

        Assert.Single(profile.Samples);
        Assert.Equal(
            "test+0x57: the file is truncated inside profile.sample; 1 sample was read [pprof.truncated]",
            OnlyWarning());
    }

    [Theory]
    [InlineData(
        "test+0x12: expected a string table, found the end of the file after 2 samples: it is truncated",
        "0A 04 08 01 10 02 12 04 0A 02 01 02 12 04 0A 02 01 02")]
    [InlineData("test+0x4: expected a sample type, found none, and 1 samples", "12 00 32 00")]
    [InlineData("test+0x0: expected an empty string first in the string table, found 'cpu'", "32 03 63 70 75")]
    [InlineData("test+0x0: expected bytes in profile.sample_type, found wire type 0", "08 01")]
    [InlineData("test+0x0: expected a number in profile.time_nanos, found wire type 2", "4A 01 01")]
    [InlineData("test+0x0: expected a number in profile.period, found wire type 1", "61 01 02 03 04 05 06 07 08")]
    [InlineData("test+0x0: expected wire type 0, 1, 2 or 5, found 3", "0B 01")]
    [InlineData("test+0x0: expected a field, found tag 2", "02 01")]
    [InlineData("test+0x0: expected a number of at most 10 bytes, found more", "48 FF FF FF FF FF FF FF FF FF FF 01")]
    [InlineData(
        "test+0x0: expected at most 67108864 bytes in profile.sample, found 18446744073709551615",
        "12 FF FF FF FF FF FF FF FF FF 01")]
    [InlineData("test+0x2: expected at most 1 bytes, found a length of 5", "12 03 12 05 01")]
    [InlineData("test+0x4: expected a string below 1 in sample_type.type, found 1", "32 00 0A 02 08 01")]
    [InlineData("test+0x3: expected a number, found the end of the message in it", "12 02 10 FF")]
    [InlineData("test+0x0: expected a profile, found an empty input", "")]
    public void An_error_has_its_offset_and_what_was_expected(string message, string hex) =>
        Assert.Equal(message, Error(System.Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal))));

    [Fact]
    public void An_index_beyond_the_strings_is_an_error_unless_the_input_is_truncated()
    {
        byte[] function = Bytes(new() { Function = { new Wire.Function { Id = 1, Name = 5 } } });

        Assert.Equal(
            "test+0xa: expected a string below 5 in function.name, found 5",
            Error(Types(), function, StringTable(), Bytes(new() { Period = 1 })));
        Assert.Equal(
            "test+0x6: expected a string below 5 in profile.doc_url, found -1",
            Error(Types(), Bytes(new() { DocUrl = -1 }), StringTable()));
    }

    [Fact]
    public void A_truncated_second_profile_leaves_the_first()
    {
        byte[] profile = [.. Types(), .. Bytes(Sample()), .. Tables(), .. StringTable()];
        for (int length = profile.Length + 1; length < profile.Length * 2; length++)
        {
            var context = new ConversionContext();

            Profile read = new PprofReader().Read(((byte[])[.. profile, .. profile])[..length], context);

            Assert.True(ColumnSums.Of(read)[0] >= 7);
            Assert.Equal("pprof.truncated", Assert.Single(context.Diagnostics.Counts.Keys, id => id != "pprof.joined"));
        }
    }

    [Fact]
    public void A_false_length_takes_no_memory()
    {
        byte[] bytes = [.. StringTable(), .. Types(), 0x12, 0xFF, 0xFF, 0xFF, 0x1F, 0x12];
        long before = GC.GetAllocatedBytesForCurrentThread();

        _ = Read(bytes);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 2_000_000);
        Assert.StartsWith(
            "test+0x2c: the file is truncated inside profile.sample", OnlyWarning(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_location_is_a_frame_without_a_name()
    {
        var sample = new Wire.Sample { LocationId = { 1, 9, 2, 9 }, Value = { 7 } };

        Profile profile = Read(Types(), Bytes(new() { Sample = { sample } }), Tables(), StringTable());

        Assert.Equal([1, 3, 2, 3], profile[profile.Samples[0].Stack].ToArray().Select(f => f.Number));
        Assert.Equal(9u, profile.SourceId(new LocationId(3)));
        Assert.Equal(
            "test+0x8: location 9 is not in the table: the frame has no name [pprof.missing-location]", OnlyWarning());
    }

    [Fact]
    public void A_missing_function_has_no_name_and_a_missing_mapping_is_none()
    {
        var location = new Wire.Location { Id = 1, MappingId = 8, Line = { Line(9, 3), Line(9, 4) } };

        Profile profile = Read(Types(), Bytes(new() { Location = { location } }), StringTable());

        FunctionId nameless = new(1);
        Assert.Equal([new Line(nameless, 3), new Line(nameless, 4)], profile[new LocationId(1)].Lines.ToArray());
        Assert.Equal((9u, default), (profile.SourceId(nameless), profile[nameless]));
        Assert.Equal(default, profile[new LocationId(1)].Mapping);
        Assert.Equal(
            [
                "test+0xe: function 9 is not in the table: the line has no name [pprof.missing-function]",
                "test+0x8: mapping 8 is not in the table: the location has none [pprof.missing-mapping]",
            ],
            Warnings());
    }

    [Theory]
    [InlineData(ProfileFacts.All)]
    [InlineData(ProfileFacts.None)]
    public void Many_lines_may_refer_to_a_missing_function(ProfileFacts requested)
    {
        const ulong Far = 1UL << 63;
        var profile = new Wire.Profile { Location = { LocationIn(1, Far), LocationIn(2, Far), LocationIn(3, Far) } };

        new PprofReader().Read(
            [.. Types(), .. Bytes(profile), .. StringTable()],
            new ConversionContext
            {
                Request = new ReadRequest { Facts = requested },
                Diagnostics = _context.Diagnostics,
            });

        Assert.StartsWith(
            "function 9223372036854775808 is not in the table",
            _context.Diagnostics.Kept[0].Message,
            StringComparison.Ordinal);
    }

    private Profile Read(params byte[][] parts) => PprofParts.Read(_context, parts);

    private string Error(params byte[][] parts) =>
        Assert.Throws<ProfileFormatException>(() => Read(parts)).Message;

    private IEnumerable<string> Warnings() => _context.Diagnostics.Kept.Select(d => d.ToString());

    private string OnlyWarning() => Assert.Single(_context.Diagnostics.Kept).ToString();
}
