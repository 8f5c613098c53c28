using Refold.Formats.Pprof;
using Refold.Testing;
using Xunit;
using static Refold.Formats.Tests.Pprof.PprofParts;

namespace Refold.Formats.Tests.Pprof;

public sealed class PprofReaderTests
{
    private readonly ConversionContext _context = new();

    [Fact]
    public void A_label_with_an_empty_text_is_not_the_number_zero()
    {
        byte[] emptyText = [0x1A, 4, 0x08, 3, 0x10, 0];
        byte[] zero = [0x1A, 4, 0x08, 4, 0x18, 0];
        byte[] nothing = [0x1A, 2, 0x08, 4];
        byte[] sample = [0x12, 0x10 + 3, 0x12, 1, 7, .. emptyText, .. zero, .. nothing];

        Profile profile = Read(Types(), sample, StringTable());

        Label[] labels = profile[profile.Samples[0].Labels].ToArray();
        Assert.Equal([LabelKind.Text, LabelKind.Number, LabelKind.Number], labels.Select(l => l.Kind));
        Assert.Equal(["leaf", "root", "root"], labels.Select(l => profile.Text(l.Key)));
        Assert.Equal(0, _context.Diagnostics.WarningCount);
    }

    [Fact]
    public void A_label_with_all_fields_written_is_a_number_if_its_text_is_empty()
    {
        byte[] label = [0x1A, 8, 0x08, 3, 0x10, 0, 0x18, 5, 0x20, 2];

        Profile profile = Read(Types(), [0x12, 0x0D, 0x12, 1, 7, .. label], StringTable());

        Label only = profile[profile.Samples[0].Labels][0];
        Assert.Equal((LabelKind.Number, 5, "nanoseconds"), (only.Kind, only.Number, profile.Text(only.Unit)));
    }

    [Fact]
    public void A_label_with_a_text_and_a_number_keeps_the_text_with_a_warning()
    {
        var sample = new Wire.Sample { Value = { 7 }, Label = { new Wire.Label { Key = 3, Str = 4, Num = 5 } } };

        Profile profile = Read(Types(), Bytes(new() { Sample = { sample } }), StringTable());

        Assert.Equal("root", profile.Text(profile[profile.Samples[0].Labels][0].Text));
        Assert.Equal(
            "test+0x8: a label has a text and a number: the number is discarded [pprof.two-values]", OnlyWarning());
    }

    // Large ids, as some writers use them, and facts that are not requested.
    [Fact]
    public void A_function_is_found_even_if_no_facts_of_it_are_requested()
    {
        const ulong Far = 1UL << 63;
        var profile = new Wire.Profile
        {
            Function =
            {
                new Wire.Function { Id = Far, Filename = 3 }, new Wire.Function { Id = Far + 1, Filename = 4 },
            },
            Location = { LocationIn(1, Far), LocationIn(2, Far + 1) },
        };

        new PprofReader().Read(
            [.. Types(), .. Bytes(profile), .. StringTable()],
            new ConversionContext
            {
                Request = new ReadRequest { Facts = ProfileFacts.None },
                Diagnostics = _context.Diagnostics,
            });

        Assert.Equal(0, _context.Diagnostics.WarningCount);
    }

    [Fact]
    public void Fields_of_a_sample_may_be_mixed_and_packed_or_not()
    {
        // value 1 · location 1 · label · values 2 3 packed · locations 2 1 packed · location 2 · label
        byte[] fields =
        [
            0x10, 1, 0x08, 1, 0x1A, 2, 0x08, 3, 0x12, 2, 2, 3, 0x0A, 2, 2, 1, 0x08, 2, 0x1A, 2, 0x08, 4,
        ];
        byte[] types = [.. Types(), .. Types(), .. Types()];

        Profile profile = Read(types, [0x12, (byte)fields.Length, .. fields], Tables(), StringTable());

        Sample sample = profile.Samples[0];
        Assert.Equal([1L, 2, 3], [sample[0], sample[1], sample[2]]);
        Assert.Equal([1, 2, 1, 2], profile[sample.Stack].ToArray().Select(f => f.Number));
        Assert.Equal(["leaf", "root"], profile[sample.Labels].ToArray().Select(l => profile.Text(l.Key)));
    }

    [Fact]
    public void Names_that_are_not_utf8_are_written_byte_by_byte()
    {
        byte[] odd = [0xFF, 0xC3, 0x28, 0x80, (byte)'a', 0xED, 0xA0, 0x80];
        byte[] strings = [.. StringTable(), 0x32, (byte)odd.Length, .. odd];
        var function = new Wire.Profile { Function = { new Wire.Function { Id = 1, Name = 5 } }, DocUrl = 5 };

        Profile profile = Read(Types(), Bytes(function), strings);

        byte[] written = new PprofWriter(new PprofOptions { Gzip = false }).Write(profile);
        Assert.Equal(odd, profile[profile[new FunctionId(1)].Name].ToArray());
        Assert.Equal(Types().Length + Bytes(function).Length + strings.Length, written.Length);
        Assert.Equal(1, written.AsSpan().Count(odd));
    }

    [Fact]
    public void An_empty_period_type_is_not_an_absent_one()
    {
        Assert.Null(Read(Types(), StringTable()).Info.PeriodType);
        Assert.Equal(new SampleType("", ""), Read(Types(), [0x5A, 0], StringTable()).Info.PeriodType);
    }

    [Fact]
    public void Equal_strings_of_the_table_are_one_string()
    {
        byte[] strings = [.. StringTable(), .. Bytes(new() { StringTable = { "root" } })];
        Wire.Function[] functions = [new() { Id = 1, Name = 4 }, new() { Id = 2, Name = 5 }];

        Profile profile = Read(Types(), Bytes(new() { Function = { functions } }), strings);

        Assert.Equal(profile[new FunctionId(1)].Name, profile[new FunctionId(2)].Name);
        Assert.Equal(2, profile.FunctionCount);
    }

    [Fact]
    public void An_unknown_default_type_is_reported_and_kept()
    {
        Profile profile = Read(Types(), Bytes(new() { DefaultSampleType = 4 }), StringTable());

        Assert.Equal("root", profile.Info.DefaultSampleType);
        Assert.Equal(profile.SampleTypes.Count - 1, profile.DefaultSampleType);
        Assert.EndsWith(
            "default_sample_type 'root' is no sample type: the last one is the default [pprof.unknown-default-type]",
            OnlyWarning(),
            StringComparison.Ordinal);
    }

    // Some tools write the end before the start, or a delta as the period.
    [Fact]
    public void Negative_times_and_periods_survive_a_round_trip()
    {
        byte[] facts = Bytes(new() { TimeNanos = -5, DurationNanos = -7, Period = -9 });

        Profile profile = Read(Types(), facts, StringTable());
        Profile again = new PprofReader().Read(new PprofWriter(new PprofOptions { Gzip = false }).Write(profile));

        Assert.Equal(
            (-5, -7, -9), (again.Info.StartUnixNanoseconds, again.Info.DurationNanoseconds, again.Info.Period));
        Assert.Equal(profile.Info, again.Info with { Comments = profile.Info.Comments });
    }

    [Fact]
    public void Of_two_rows_with_one_id_the_second_is_discarded()
    {
        Wire.Function[] functions = [new() { Id = 1, Name = 3 }, new() { Id = 1, Name = 4 }];

        Profile profile = Read(Types(), Bytes(new() { Function = { functions } }), StringTable());

        Assert.Equal(1, profile.FunctionCount);
        Assert.Equal("leaf", profile.Text(profile[new FunctionId(1)].Name));
        Assert.Equal("test+0xe: a second function has the id 1: it is discarded [pprof.duplicate-id]", OnlyWarning());
    }

    [Fact]
    public void A_row_with_the_id_zero_is_found_with_a_warning()
    {
        var tables = new Wire.Profile
        {
            Sample = { new Wire.Sample { LocationId = { 0 }, Value = { 7 } } },
            Location = { new Wire.Location { Line = { new Wire.Line() } } },
            Function = { new Wire.Function { Name = 3 } },
        };

        Profile profile = Read(Types(), Bytes(tables), StringTable());

        FunctionId function = profile[profile[profile.Samples[0].Stack][0]].Lines[0].Function;
        Assert.Equal("leaf", profile.Text(profile[function].Name));
        Assert.Equal(
            [
                "test+0x14: a function has the id 0, which means none: its position in the table is its id "
                    + "(2 times; this is the first) [pprof.zero-id]",
            ],
            Warnings());
    }

    [Fact]
    public void Unknown_fields_of_all_messages_are_counted()
    {
        byte[] sample = [0x12, 9, 0x12, 1, 7, 0x1A, 4, 0x08, 3, 0x78, 1];
        byte[] location = [0x22, 13, 0x08, 1, 0x22, 2, 0x20, 1, 0x39, 0, 0, 0, 0, 0, 0];

        _ = Read(Types(), sample, [0x85, 0x01, 1, 2, 3, 4], StringTable());

        Assert.Equal(
            "test+0x11: field 16 of a profile is unknown and is discarded (2 times; this is the first) "
                + "[pprof.unknown-field]",
            OnlyWarning());
        Assert.Equal("test+0xe: expected 8 bytes, found 6", Error(Types(), location, StringTable()));
    }

    [Fact]
    public void Equal_samples_are_summed_if_their_order_is_not_requested()
    {
        var context = new ConversionContext { Request = new ReadRequest { Facts = ProfileFacts.Labels } };
        Wire.Sample[] samples =
        [
            new() { LocationId = { 1, 2 }, Value = { 1 } }, new() { LocationId = { 2 }, Value = { 2 } },
            new() { LocationId = { 1, 2 }, Value = { 3 } }, new() { LocationId = { 3, 2 }, Value = { 4 } },
        ];
        byte[] sameAsFirst = Bytes(new() { Location = { new Wire.Location { Id = 3, Line = { Line(1, 77) } } } });
        byte[] bytes =
            [.. Types(), .. Bytes(new() { Sample = { samples } }), .. Tables(), .. sameAsFirst, .. StringTable()];

        Profile profile = new PprofReader().Read(bytes, context);

        Assert.Equal([8, 2], Enumerable.Range(0, profile.Samples.Count).Select(row => profile.Samples[row][0]));
        Assert.Equal(2, profile.LocationCount);
        Assert.Equal(2, profile.StackCount);
    }

    [Fact]
    public void Functions_that_all_have_the_id_zero_are_found_by_their_position()
    {
        var tables = new Wire.Profile
        {
            Sample = { new Wire.Sample { LocationId = { 1, 2 }, Value = { 7 } } },
            Location =
            {
                new Wire.Location { Id = 1, Line = { new Wire.Line { FunctionId = 1 } } },
                new Wire.Location { Id = 2, Line = { new Wire.Line { FunctionId = 2 } } },
            },
            Function = { new Wire.Function { Name = 3 }, new Wire.Function { Name = 4 } },
        };

        Profile profile = Read(Types(), Bytes(tables), StringTable());

        IEnumerable<string> names = profile[profile.Samples[0].Stack].ToArray()
            .Select(frame => profile.Text(profile[profile[frame].Lines[0].Function].Name));
        Assert.Equal(
            [profile.Text(profile[new FunctionId(1)].Name), profile.Text(profile[new FunctionId(2)].Name)], names);
        Assert.DoesNotContain("", names);
        Assert.Single(Warnings());
    }

    [Fact]
    public void A_row_with_the_id_zero_does_not_take_the_id_of_another_row()
    {
        var tables = new Wire.Profile
        {
            Sample = { new Wire.Sample { LocationId = { 1 }, Value = { 7 } } },
            Location = { new Wire.Location { Id = 1, Line = { new Wire.Line { FunctionId = 1 } } } },
            Function = { new Wire.Function { Name = 3 }, new Wire.Function { Id = 1, Name = 4 } },
        };

        Profile profile = Read(Types(), Bytes(tables), StringTable());

        FunctionId function = profile[profile[profile.Samples[0].Stack][0]].Lines[0].Function;
        Assert.Equal(profile[new FunctionId(2)].Name, profile[function].Name);
    }

    [Fact]
    public void Samples_with_too_few_or_too_many_values_are_repaired_with_one_warning()
    {
        byte[] good = Bytes(Sample());
        byte[] many = Bytes(new() { Sample = { new Wire.Sample { Value = { 9, 8 } } } });
        byte[] none = Bytes(new() { Sample = { new Wire.Sample { LocationId = { 1 } } } });

        Profile profile = Read(Types(), good, many, none, Tables(), StringTable());

        Assert.Equal([7, 9, 0], Enumerable.Range(0, 3).Select(i => profile.Samples[i][0]));
        Assert.Equal(
            "test+0x11: expected 1 values in sample 2, found 2: excess values are discarded, missing ones are 0 "
            + "(2 times; this is the first) [pprof.value-count]",
            OnlyWarning());
    }

    [Fact]
    public void A_profile_without_sample_types_and_samples_is_empty()
    {
        Profile profile = Read(StringTable(), Bytes(new() { TimeNanos = 5 }));

        Assert.Empty(profile.Samples);
        Assert.Equal(
            "test+0x22: the profile has neither sample types nor samples [pprof.no-sample-types]", OnlyWarning());
    }

    // The strings of the second have other indexes; Go's runtime writes the time or the period type first.
    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public void Profiles_joined_end_to_end_are_merged(bool hasTime, bool hasPeriodType)
    {
        byte[] before = [
            .. hasTime ? Bytes(new() { TimeNanos = 5 }) : [],
            .. hasPeriodType ? Bytes(new() { PeriodType = new() { Type = 1, Unit = 2 } }) : []];
        byte[] first = [.. before, .. Types(), .. Bytes(Sample()), .. Tables(), .. StringTable()];
        byte[] others = Bytes(new() { StringTable = { "", "cpu", "nanoseconds", "other", "root" } });
        byte[] second = [.. before, .. Types(), .. Bytes(Sample()), .. Tables(), .. others];

        Profile profile = Read(first, second, second);

        Assert.Equal([7L, 14], Enumerable.Range(0, profile.Samples.Count).Select(i => profile.Samples[i][0]).Order());
        Assert.Contains("3 profiles are joined end to end", OnlyWarning(), StringComparison.Ordinal);
    }

    [Fact]
    public void Older_formats_are_rejected_by_name()
    {
        byte[] words = [0, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0x10, 0x27, 0, 0, 0, 0, 0, 0];

        static string Rejected(string format) =>
            $"test+0x0: expected a protobuf profile, found {format}, an older format that Refold cannot read yet";

        Assert.Equal(Rejected("a gperftools CPU profile"), Error(words));
        Assert.Equal(
            Rejected("a heap profile as text"), Error("heap profile: 1: 2 [3: 4] @ heap/1048576\n"u8.ToArray()));
        Assert.Equal(Rejected("a Go count profile as text"), Error("goroutine profile: total 5\n"u8.ToArray()));
    }

    [Fact]
    public void A_field_larger_than_the_window_is_read()
    {
        string name = new('x', 1_000_000);
        var strings = new Wire.Profile { StringTable = { Strings.Append(name) } };
        byte[] function = Bytes(new() { Function = { new Wire.Function { Id = 1, Name = 5 } } });

        Profile profile = Read(Types(), function, Bytes(strings));

        Assert.Equal(name, profile.Text(profile[new FunctionId(1)].Name));
    }

    [Fact]
    public void Reading_stops_when_it_is_cancelled()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        var context = new ConversionContext { Cancellation = source.Token };

        Assert.ThrowsAny<OperationCanceledException>(() => new PprofReader().Read(Types(), context));
    }

    private Profile Read(params byte[][] parts) => PprofParts.Read(_context, parts);

    private string Error(params byte[][] parts) =>
        Assert.Throws<ProfileFormatException>(() => Read(parts)).Message;

    private IEnumerable<string> Warnings() => _context.Diagnostics.Kept.Select(d => d.ToString());

    private string OnlyWarning() => Assert.Single(_context.Diagnostics.Kept).ToString();
}
