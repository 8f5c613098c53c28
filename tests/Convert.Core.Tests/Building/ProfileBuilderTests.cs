using Refold.Formats;
using Xunit;

namespace Refold.Core.Tests;

public sealed class ProfileBuilderTests
{
    private static readonly SampleType Samples = new("samples", "count");

    [Fact]
    public void Equal_rows_are_stored_once()
    {
        var builder = new ProfileBuilder(Samples);
        StringId file = builder.AddString("app");

        Assert.Equal(file, builder.AddString("app"u8));
        Assert.Equal(
            builder.AddMapping(new Mapping(1, 2, 3, file)), builder.AddMapping(new Mapping(1, 2, 3, file)));
        Assert.Equal(builder.AddFunction("main", "main.c"), builder.AddFunction("main", "main.c"));
        LocationId location = builder.AddLocation(builder.AddFunction("main"), line: 7);
        Assert.Equal(location, builder.AddLocation(builder.AddFunction("main"), line: 7));
        Assert.Equal(builder.AddStack([location, location]), builder.AddStack([location, location]));
        Assert.Equal(
            builder.AddLabels(Label.OfNumber(file, 1)), builder.AddLabels(Label.OfNumber(file, 1)));
    }

    [Fact]
    public void Rows_that_differ_in_anything_are_different_rows()
    {
        var builder = new ProfileBuilder(Samples);
        StringId a = builder.AddString("a");
        FunctionId f = builder.AddFunction("f");
        MappingId m = builder.AddMapping(new Mapping(1, 2, 3, a));

        LocationId[] locations =
        [
            builder.AddLocation(default, 0, []),
            builder.AddLocation(m, 0, []),
            builder.AddLocation(m, 1, []),
            builder.AddLocation(m, 1, [], isFolded: true),
            builder.AddLocation(m, 1, [new Line(f)]),
            builder.AddLocation(m, 1, [new Line(f, 1)]),
            builder.AddLocation(m, 1, [new Line(f, 1, 1)]),
            builder.AddLocation(m, 1, [new Line(f, 1, 1), new Line(f)]),
        ];
        LabelSetId[] labels =
        [
            builder.AddLabels(),
            builder.AddLabels(Label.OfText(a, default)),
            builder.AddLabels(Label.OfText(a, a)),
            builder.AddLabels(Label.OfNumber(a, 0)),
            builder.AddLabels(Label.OfNumber(a, 0, a)),
            builder.AddLabels(Label.OfNumber(a, 1, a)),
            builder.AddLabels(Label.OfNumber(a, 0), Label.OfNumber(a, 0)),
        ];

        Assert.Equal(locations.Length, locations.Distinct().Count());
        Assert.Equal(labels.Length, labels.Distinct().Count());
    }

    [Fact]
    public void Empty_strings_stacks_and_label_sets_take_no_row()
    {
        var builder = new ProfileBuilder(Samples);

        Assert.Equal(default, builder.AddString(""));
        Assert.Equal(default, builder.AddString(""u8));
        Assert.Equal(default, builder.AddStack([]));
        Assert.Equal(default, builder.AddLabels());

        Profile profile = builder.Build();
        Assert.Equal(0, profile.StringCount + profile.StackCount + profile.LabelSetCount);
        Assert.Equal("", profile.Text(default));
        Assert.Equal(0, profile[default(StackId)].Length + profile[default(LabelSetId)].Length);
        Assert.Equal(default, profile[default(FunctionId)]);
        Assert.Equal(default, profile[default(MappingId)]);
        Assert.Equal(0, profile[default(LocationId)].Lines.Length);
    }

    [Fact]
    public void Appended_rows_stay_separate_and_keep_the_ids_of_the_input()
    {
        var builder = new ProfileBuilder(Samples);
        var row = new Function(builder.AddString("main"));

        FunctionId first = builder.AppendFunction(row, sourceId: 1);
        FunctionId second = builder.AppendFunction(row, sourceId: 77);
        LocationId location = builder.AppendLocation(default, 5, [new Line(second)], sourceId: 9);
        MappingId mapping = builder.AppendMapping(default, sourceId: ulong.MaxValue);
        Profile profile = builder.Build();

        Assert.NotEqual(first, second);
        Assert.Equal(profile[first], profile[second]);
        Assert.Equal(0UL, profile.SourceId(first));
        Assert.Equal(77UL, profile.SourceId(second));
        Assert.Equal(9UL, profile.SourceId(location));
        Assert.Equal(ulong.MaxValue, profile.SourceId(mapping));
    }

    [Fact]
    public void Samples_stay_separate_and_in_order_by_default()
    {
        var builder = new ProfileBuilder(Samples);
        builder.AddSample(default, [1]);
        builder.AddSample(default, [2]);
        builder.AddSample(default, [1]);

        Profile profile = builder.Build();

        Assert.Equal([1L, 2, 1], Values(profile));
    }

    [Fact]
    public void Equal_samples_are_summed_if_requested()
    {
        var builder = new ProfileBuilder(Samples) { SumsEqualSamples = true };
        LabelSetId labels = builder.AddLabels(Label.OfNumber(builder.AddString("tid"), 1));
        builder.AddSample(default, [1]);
        builder.AddSample(default, [2], labels);
        builder.AddSample(default, [4], time: 5);
        builder.AddSample(default, [8], time: 6);
        builder.AddSample(default, [16]);
        builder.AddSample(default, [32], labels);
        builder.AddSample(default, [64], time: 5);

        Profile profile = builder.Build();

        Assert.Equal([17L, 34, 68, 8], Values(profile));
        Assert.Equal([null, null, 5, 6], Times(profile));
    }

    [Theory]
    [InlineData(long.MaxValue, 1)]
    [InlineData(long.MinValue, -1)]
    public void A_sum_that_does_not_fit_into_64_bits_becomes_two_samples(long first, long second)
    {
        var builder = new ProfileBuilder(Samples) { SumsEqualSamples = true };
        builder.AddSample(default, [first]);
        builder.AddSample(default, [second]);

        Profile profile = builder.Build();

        Assert.Equal([first, second], Values(profile));
    }

    // Comparing each row with all before it would take minutes. The time is not asserted, since it depends on the load
    // of the machine.
    [Fact]
    public void Many_sums_that_do_not_fit_have_rows_of_their_own()
    {
        const int Count = 200_000;
        var builder = new ProfileBuilder(Samples) { SumsEqualSamples = true };
        for (int i = 0; i < Count; i++)
        {
            builder.AddSample(default, [long.MaxValue]);
        }

        Profile profile = builder.Build();

        Assert.Equal(Count, profile.Samples.Count);
    }

    [Fact]
    public void More_sample_types_than_the_limit_are_rejected()
    {
        var context = new ConversionContext { Limits = new ConversionLimits { SampleTypes = 2 } };
        var builder = new ProfileBuilder(context, new SampleType("a", "count"), new SampleType("b", "count"));

        var error = Assert.Throws<ProfileFormatException>(() => builder.AddSampleType(new SampleType("c", "count")));

        Assert.Contains("expected at most 2 sample types, found more", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Stacks_of_locations_with_very_many_inlined_functions_are_limited()
    {
        var builder = new ProfileBuilder(Samples);
        var line = new Line(builder.AddFunction("f"));
        Line[] many = Enumerable.Repeat(line, 1_000_000).ToArray();
        LocationId inlined = builder.AddLocation(default, 1, many);
        StackId[] stacks = [.. Enumerable.Range(2, 4).Select(i => Stack((ulong)i))];

        var error = Assert.Throws<ProfileFormatException>(() => Stack(6));

        Assert.Equal(4, stacks.Distinct().Count());
        Assert.Equal(stacks[0], Stack(2));
        Assert.Contains("frames of stacks with inlined functions, found more", error.Message, StringComparison.Ordinal);

        StackId Stack(ulong address) => builder.AddStack([inlined, builder.AddLocation(default, address, [line])]);
    }

    [Fact]
    public void A_sample_of_many_types_takes_little_memory()
    {
        var context = new ConversionContext();
        SampleType[] types =
            [.. Enumerable.Range(0, context.Limits.SampleTypes).Select(i => new SampleType($"type{i}", "count"))];
        long before = GC.GetAllocatedBytesForCurrentThread();

        var builder = new ProfileBuilder(context, types);
        builder.AddSample(default, Enumerable.Repeat(1L, types.Length).ToArray());

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 5_000_000);
    }

    [Fact]
    public void A_sample_has_one_value_for_each_type()
    {
        var builder = new ProfileBuilder(Samples);

        Assert.Throws<ArgumentException>(() => builder.AddSample(default, []));
        Assert.Throws<ArgumentException>(() => builder.AddSample(default, [1, 2]));
    }

    [Fact]
    public void Bytes_that_are_not_UTF8_are_kept()
    {
        var builder = new ProfileBuilder(Samples);
        byte[] name = [(byte)'a', 0xff, 0xc3, (byte)'b'];

        StringId id = builder.AddString(name);
        Profile profile = builder.Build();

        Assert.Equal(name, profile[id].ToArray());
        Assert.Equal("a\udcff\udcc3b", profile.Text(id));
        Assert.Equal(id, new ProfileBuilder(Samples).AddString(profile.Text(id)));
    }

    [Fact]
    public void Facts_that_are_not_requested_are_discarded()
    {
        var context = new ConversionContext { Request = new ReadRequest { Facts = ProfileFacts.None } };
        var builder = new ProfileBuilder(context, Samples) { Info = new ProfileInfo { Period = 5 } };
        StringId text = builder.AddString("x");
        MappingId mapping = builder.AppendMapping(new Mapping(1, 2, 3, text));
        FunctionId function = builder.AppendFunction(new Function(text, text, text, 4), 99);
        LocationId location = builder.AppendLocation(mapping, 5, [new Line(function, 6, 7)], true, 98);
        LabelSetId labels = builder.AddLabels(Label.OfText(text, text));
        builder.AddSample(builder.AddStack([location]), [1], labels, time: 8);

        Profile profile = builder.Build();

        Assert.Equal(ProfileFacts.None, profile.Facts);
        Assert.Equal(ProfileInfo.None, profile.Info);
        Assert.Equal(new Function(text), profile[function]);
        Assert.Equal([new Line(function)], profile[location].Lines.ToArray());
        Assert.Equal(0UL, profile.SourceId(function) + profile.SourceId(location));
    }

    [Fact]
    public void Only_labels_with_requested_keys_are_kept()
    {
        var context = new ConversionContext { Request = new ReadRequest { LabelKeys = ["tid"] } };
        var builder = new ProfileBuilder(context, Samples);
        Label pid = Label.OfNumber(builder.AddString("pid"), 1);
        Label tid = Label.OfNumber(builder.AddString("tid"), 2);

        LabelSetId both = builder.AddLabels(pid, tid, tid);

        Assert.Equal(default, builder.AddLabels(pid));
        Assert.Equal([tid, tid], builder.Build()[both].ToArray());
    }

    [Fact]
    public void Without_addresses_the_mappings_of_a_binary_are_one()
    {
        var context = new ConversionContext { Request = new ReadRequest { Facts = ProfileFacts.Mappings } };
        var builder = new ProfileBuilder(context, Samples);
        StringId file = builder.AddString("app");

        Assert.Equal(
            builder.AppendMapping(new Mapping(1, 2, 3, file)), builder.AppendMapping(new Mapping(4, 5, 6, file)));
    }

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_reference_to_a_missing_row_is_rejected_with_both_rows(Action<ProfileBuilder> breakIt, string message)
    {
        var builder = new ProfileBuilder(Samples);
        breakIt(builder);

        var error = Assert.Throws<InvalidOperationException>(builder.Build);

        Assert.Equal(message, error.Message);
    }

    public static TheoryData<Action<ProfileBuilder>, string> Broken => new()
    {
        {
            b => b.AddMapping(new Mapping(0, 0, 0, new StringId(1))),
            "mapping 1: expected a string that exists (1 to 0), found 1"
        },
        {
            b => b.AddMapping(new Mapping(0, 0, 0, default, new StringId(-1))),
            "mapping 1: expected a string that exists (1 to 0), found -1"
        },
        {
            b => b.AddFunction(new Function(new StringId(5))),
            "function 1: expected a string that exists (1 to 0), found 5"
        },
        {
            b => b.AddLocation(new MappingId(2), 0, []),
            "location 1: expected a mapping that exists (1 to 0), found 2"
        },
        {
            b => b.AddLocation(new FunctionId(2)),
            "location 1: expected a function that exists (1 to 0), found 2"
        },
        {
            b => b.AddLabels(Label.OfText(new StringId(3), default)),
            "label set 1: expected a string that exists (1 to 0), found 3"
        },
        {
            b => b.AddSample(new StackId(1), [1]),
            "sample 0: expected a stack that exists (1 to 0), found 1"
        },
        {
            b => b.AddSample(default, [1], new LabelSetId(1)),
            "sample 0: expected a label set that exists (1 to 0), found 1"
        },
    };

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 1)]
    [InlineData(2, 1)]
    public void A_stack_must_consist_of_existing_locations(int frame, int locations)
    {
        var builder = new ProfileBuilder(Samples);
        for (int i = 0; i < locations; i++)
        {
            builder.AddLocation(default, (ulong)i, []);
        }

        builder.AddStack([new LocationId(frame)]);

        string found = frame == 0 ? "-1" : $"{frame}";
        Assert.Equal(
            $"stack 1: expected a location that exists (1 to {locations}), found {found}",
            Assert.Throws<InvalidOperationException>(builder.Build).Message);
    }

    [Fact]
    public void A_profile_needs_a_sample_type()
    {
        var error = Assert.Throws<InvalidOperationException>(new ProfileBuilder().Build);

        Assert.Equal("a profile needs at least one sample type", error.Message);
    }

    [Fact]
    public void A_builder_builds_once()
    {
        var builder = new ProfileBuilder(Samples);
        builder.Build();

        Assert.Throws<InvalidOperationException>(builder.Build);
    }

    [Theory]
    [MemberData(nameof(TooMuch))]
    public void Rows_beyond_the_limits_are_rejected(
        ConversionLimits limits, Action<ProfileBuilder> add, string message)
    {
        var builder = new ProfileBuilder(new ConversionContext { Limits = limits }, Samples);

        var error = Assert.Throws<ProfileFormatException>(() => add(builder));

        Assert.Equal(message, error.Message);
    }

    [Fact]
    public void Errors_about_limits_name_the_input()
    {
        var context = new ConversionContext { Limits = new ConversionLimits { StackDepth = 0 } };
        ProfileBuilder builder = ProfileBuilder.ForInput("perf.txt", context, Samples);

        var error = Assert.Throws<ProfileFormatException>(() => builder.AddSample(["main"], 1));

        Assert.Equal("perf.txt: expected at most 0 frames in a stack, found more", error.Message);
    }

    [Theory]
    [InlineData(ProfileFacts.All, 2)]
    [InlineData(ProfileFacts.All & ~ProfileFacts.Order, 1)]
    public void The_builder_of_a_reader_merges_equal_samples_unless_their_order_is_requested(
        ProfileFacts facts, int rows)
    {
        var context = new ConversionContext { Request = new ReadRequest { Facts = facts } };
        ProfileBuilder builder = ProfileBuilder.ForInput("perf.txt", context, Samples);

        builder.AddSample(["main"], 1);
        builder.AddSample(["main"], 1);

        Assert.Equal(rows, builder.SampleCount);
    }

    public static TheoryData<ConversionLimits, Action<ProfileBuilder>, string> TooMuch => new()
    {
        {
            new ConversionLimits { ItemBytes = 3 },
            b => b.AddString("long"),
            "profile: expected at most 3 bytes in a name, found more"
        },
        {
            new ConversionLimits { StringBytes = 5 },
            b => Add(b, "abc", "def"),
            "profile: expected at most 5 bytes of names, found more"
        },
        {
            new ConversionLimits { StackDepth = 1 },
            b => b.AddStack([new LocationId(1), new LocationId(1)]),
            "profile: expected at most 1 frames in a stack, found more"
        },
        {
            new ConversionLimits { StackFrames = 1 },
            b => b.AddStack([new LocationId(1), new LocationId(1)]),
            "profile: expected at most 1 frames of stacks, found more"
        },
        {
            new ConversionLimits { TableRows = 0 },
            b => b.AddSample(default, [1]),
            "profile: expected at most 0 samples, found more"
        },
        {
            new ConversionLimits { TableRows = 0 },
            b => b.AddFunction(new Function(default, StartLine: 1)),
            "profile: expected at most 0 functions, found more"
        },
        {
            new ConversionLimits { TableRows = 0 },
            b => b.AddLocation(default, 0, []),
            "profile: expected at most 0 locations, found more"
        },
        {
            new ConversionLimits { TableRows = 0 },
            b => b.AddMapping(default),
            "profile: expected at most 0 mappings, found more"
        },
        {
            new ConversionLimits { TableRows = 1 },
            b => AddLabelSets(b, 2),
            "profile: expected at most 1 label sets, found more"
        },
    };

    private static void Add(ProfileBuilder builder, params string[] names) =>
        Array.ForEach(names, name => builder.AddString(name));

    private static void AddLabelSets(ProfileBuilder builder, int count)
    {
        for (int i = 0; i < count; i++)
        {
            builder.AddLabels(Label.OfNumber(default, i));
        }
    }

    private static List<long> Values(Profile profile)
    {
        List<long> values = [];
        foreach (Sample sample in profile.Samples)
        {
            values.Add(sample[0]);
        }

        return values;
    }

    private static List<long?> Times(Profile profile)
    {
        List<long?> times = [];
        foreach (Sample sample in profile.Samples)
        {
            times.Add(sample.Time);
        }

        return times;
    }
}
