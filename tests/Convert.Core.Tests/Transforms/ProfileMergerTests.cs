using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Refold.Formats;
using Refold.Testing;
using Xunit;

namespace Refold.Core.Tests;

public sealed class ProfileMergerTests
{
    private static readonly ProfileFacts[] Lossy =
        [ProfileFacts.Labels, ProfileFacts.Times, ProfileFacts.Lines, ProfileFacts.SystemNames];

    private const string First = """
        refold profile 1
        type samples count
        type cpu nanoseconds
        start 2000
        duration 10
        period 100 cpu nanoseconds
        comment "a"
        comment "b"
        mapping 1 "app" from 0x400000 to 0x402000 offset 0x1000 build "b1" functions lines
        function 1 "main"
        function 2 "work"
        location 1 mapping 1 at 0x400010 in 1:3
        location 2 mapping 1 at 0x400020 in 2:5:1
        stack 1: 2 1
        labels 1: tid=7 comm="x"
        sample 1 100 stack 1 labels 1
        sample 2 200 stack 1
        """;

    [Fact]
    public void The_same_binary_at_another_address_gives_the_same_stacks()
    {
        string moved = First.Replace("0x400000 to 0x402000", "0x7f0000 to 0x7f1fff")
            .Replace("0x400010", "0x7f0010").Replace("0x400020", "0x7f0020");

        Profile merged = Merge(First, moved);

        ProfileAssert.Equal(
            First.Replace("sample 1 100", "sample 2 200").Replace("sample 2 200 stack 1\n", "").Replace(
                "sample 2 200 stack 1", "sample 4 400 stack 1").Replace("duration 10", "duration 20")
            .Replace("sample 4 400 stack 1 labels 1", "sample 2 200 stack 1 labels 1"),
            merged);
    }

    [Theory]
    [InlineData("to 0x402000", "to 0x403000")]
    [InlineData("offset 0x1000", "offset 0x2000")]
    [InlineData("build \"b1\"", "build \"b2\"")]
    [InlineData("build \"b1\"", "")]
    public void Another_binary_stays_another_mapping(string part, string other) =>
        Assert.Equal(2, Merge(First, First.Replace(part, other)).MappingCount);

    [Fact]
    public void A_build_id_overrides_a_path() =>
        Assert.Equal(1, Merge(First, First.Replace("\"app\"", "\"/other/app\"")).MappingCount);

    [Fact]
    public void A_flag_of_a_mapping_is_kept_only_if_all_inputs_have_it()
    {
        Profile merged = Merge(First, First.Replace("functions lines", "functions files"));

        Assert.Equal(MappingFlags.HasFunctions, merged[new MappingId(1)].Flags);
    }

    [Fact]
    public void Locations_that_differ_in_columns_stay_apart()
    {
        string inner = First.Replace("in 2:5:1", "in 2:5:1 1:4:2");

        Profile merged = Merge(inner, inner.Replace("1:4:2", "1:4:3"));

        Assert.Equal(3, merged.LocationCount);
        Assert.Equal(2, merged.StackCount);
    }

    [Fact]
    public void Sample_types_are_those_of_all_inputs_and_missing_values_are_0()
    {
        string other = """
            refold profile 1
            type cpu nanoseconds
            type wall nanoseconds
            sample 5 6
            """;

        Profile merged = Merge(First, other);

        Assert.Equal(["samples/count", "cpu/nanoseconds", "wall/nanoseconds"], Types(merged));
        Assert.Equal([(Int128)3, 305, 6], ColumnSums.Of(merged));
    }

    [Fact]
    public void The_default_type_is_that_of_the_first_profile_if_none_is_named()
    {
        Profile merged = Merge(First, "refold profile 1\ntype wall nanoseconds\nsample 1");

        Assert.Equal("cpu/nanoseconds", Types(merged)[merged.DefaultSampleType]);
    }

    [Fact]
    public void The_default_type_is_that_of_the_first_profile_if_it_names_an_unknown_one()
    {
        string unknown = "refold profile 1\ntype a b\ntype c d\ndefault \"x\"\nsample 1 2";

        Profile merged = Merge(unknown, "refold profile 1\ntype wall nanoseconds\nsample 1");

        Assert.Equal("c/d", Types(merged)[merged.DefaultSampleType]);
    }

    [Fact]
    public void Equal_sample_types_within_one_profile_stay_apart()
    {
        string twice = "refold profile 1\ntype a b\ntype a b\nsample 1 2";

        Profile merged = Merge(twice, twice, "refold profile 1\ntype a b\nsample 4");

        Assert.Equal(["a/b", "a/b"], Types(merged));
        Assert.Equal([(Int128)6, 4], ColumnSums.Of(merged));
    }

    [Theory]
    [InlineData("cpu ms", "cpu ns", "cpu/ns", 2_000_003)]
    [InlineData("cpu ns", "cpu ms", "cpu/ns", 3_000_002)]
    [InlineData("cpu milliseconds", "cpu ms", "cpu/milliseconds", 5)]
    [InlineData("space kb", "space bytes", "space/bytes", 2051)]
    [InlineData("samples count", "sample count", "samples/count", 5)]
    public void Values_are_converted_to_the_finer_unit(string one, string other, string type, long sum)
    {
        Profile merged = Merge($"refold profile 1\ntype {one}\nsample 2", $"refold profile 1\ntype {other}\nsample 3");

        Assert.Equal([type], Types(merged));
        Assert.Equal([sum], ColumnSums.Of(merged));
    }

    [Fact]
    public void A_value_too_large_for_the_finer_unit_becomes_the_largest_value()
    {
        Profile merged = Merge(
            $"refold profile 1\ntype cpu s\nsample {long.MaxValue / 2}",
            "refold profile 1\ntype cpu ns\nsample -1 time 1");

        Assert.Equal(long.MaxValue, merged.Samples[0][0]);
    }

    [Fact]
    public void A_binary_has_the_address_of_its_first_user()
    {
        string unused = First[..First.IndexOf("location", StringComparison.Ordinal)]
            .Replace("mapping 1", "mapping 1 \"other\"\nmapping 2")
            .Replace("0x400000 to 0x402000", "0x7f0000 to 0x7f2000");

        Profile merged = Merge(unused, First);

        Assert.Equal(2, merged.MappingCount);
        Assert.Equal(0x400000UL, merged[new MappingId(2)].Start);
    }

    [Fact]
    public void Labels_are_equal_in_any_order_of_their_keys()
    {
        Profile merged = Merge(
            "refold profile 1\ntype a b\nlabels 1: x=1 y=2 x=3\nsample 1 labels 1",
            "refold profile 1\ntype a b\nlabels 1: y=2 x=1 x=3\nsample 2 labels 1",
            "refold profile 1\ntype a b\nlabels 1: y=2 x=3 x=1\nsample 4 labels 1");

        ProfileAssert.Equal(
            "refold profile 1\ntype a b\nlabels 1: x=1 y=2 x=3\nlabels 2: y=2 x=3 x=1\n"
                + "sample 3 labels 1\nsample 4 labels 2",
            merged);
        Assert.Equal(2, merged.LabelSetCount);
    }

    [Fact]
    public void Samples_of_different_times_stay_apart()
    {
        Profile merged = Merge(
            "refold profile 1\ntype a b\nsample 1 time 1\nsample 2 time 2",
            "refold profile 1\ntype a b\nsample 4 time 2\nsample 8");

        ProfileAssert.Equal("refold profile 1\ntype a b\nsample 1 time 1\nsample 6 time 2\nsample 8", merged);
    }

    [Fact]
    public void Samples_whose_values_are_all_0_are_discarded()
    {
        Profile merged = Merge("refold profile 1\ntype a b\nsample 0", "refold profile 1\ntype a b\nsample 0");

        Assert.Empty(merged.Samples);
    }

    [Fact]
    public void Information_is_combined()
    {
        string other = """
            refold profile 1
            type samples count
            type cpu nanoseconds
            default "samples"
            start 1000
            duration 5
            period 100 cpu nanoseconds
            drop "d"
            keep "k"
            page "p"
            comment "c"
            comment "a"
            """;
        string third = "refold profile 1\ntype samples count\ndefault \"cpu\"\npage \"q\"\n";

        Profile merged = Merge(First, other, third);

        Assert.Null(InfoDifference.Find(
            new ProfileInfo
            {
                StartUnixNanoseconds = 1000,
                DurationNanoseconds = 15,
                PeriodType = new SampleType("cpu", "nanoseconds"),
                Period = 100,
                DocUrl = "p",
                DefaultSampleType = "samples",
                Comments = ["a", "b", "c"],
            },
            merged.Info));
    }

    [Theory]
    [InlineData(
        "period 200 cpu nanoseconds",
        "two: the period is 200, in earlier profiles 100; the larger one is used [merge.period]")]
    [InlineData(
        "period 100 wall nanoseconds",
        "two: the period is of type wall/nanoseconds, in earlier profiles cpu/nanoseconds; the earlier one is used "
            + "[merge.period-type]")]
    [InlineData(
        "period 100",
        "two: the period is of type unknown, in earlier profiles cpu/nanoseconds; the earlier one is used "
            + "[merge.period-type]")]
    [InlineData(
        "keep \"k\"",
        "two: drop_frames and keep_frames differ from those of the first profile, which are used [merge.frames]")]
    [InlineData(
        "clock unix", "two: times have another origin than in earlier profiles; they are discarded [merge.clock]")]
    [InlineData(
        "type cpu ticks", "two: cpu/ticks and cpu/nanoseconds have different units; both are kept [merge.unit]")]
    public void Information_that_cannot_be_combined_is_a_warning(string line, string warning)
    {
        var context = new ConversionContext();
        var merger = new ProfileMerger(context);
        string one = "refold profile 1\ntype cpu nanoseconds\nperiod 100 cpu nanoseconds\ndrop \"d\"\nsample 1 time 1";
        string type = line.StartsWith("type", StringComparison.Ordinal) ? "" : "type cpu nanoseconds\n";

        merger.Add(Profiles.Parse(one), "one");
        merger.Add(Profiles.Parse($"refold profile 1\n{type}{line}\nsample 1 time 2"), "two");
        merger.Build();

        Assert.Equal([warning], context.Diagnostics.Kept.Select(d => d.ToString()));
    }

    [Fact]
    public void A_single_profile_is_returned_unchanged()
    {
        Profile profile = Profiles.Parse(First);

        Assert.Same(profile, ProfileMerger.Merge(profile));
    }

    [Fact]
    public void Merging_no_profiles_throws() =>
        Assert.Throws<InvalidOperationException>(() => ProfileMerger.Merge());

    [Fact]
    public void Merging_can_be_cancelled()
    {
        var merger = new ProfileMerger(new ConversionContext { Cancellation = new CancellationToken(canceled: true) });
        merger.Add(Profiles.Parse(First));

        Assert.Throws<OperationCanceledException>(() => merger.Add(Profiles.Parse(First)));
    }

    // Sums are compared in the finest of the convertible units. Values beyond 64 bits are reported.
    [Property(Arbitrary = [typeof(ProfileGenerators)])]
    public void The_sums_of_the_inputs_are_the_sums_of_the_result(Profile one, Profile other)
    {
        var context = new ConversionContext();
        Profile merged = Merge(context, one, other);

        foreach (SampleType type in IsCut(context) ? [] : merged.SampleTypes.Where(t => IsFinest(t, merged)))
        {
            Assert.Equal(Total(one, type) + Total(other, type), Total(merged, type));
        }
    }

    [Fact]
    public void Values_too_large_for_the_finer_unit_are_reported()
    {
        var context = new ConversionContext();
        Profile seconds = Profiles.Parse("refold profile 1\ntype cpu seconds\nsample 10000000000\nsample 1 time 1\n");
        Profile nanoseconds = Profiles.Parse("refold profile 1\ntype cpu nanoseconds\nsample 5 time 2\n");

        Merge(context, seconds, nanoseconds);
        Merge(context, nanoseconds, seconds);

        Assert.Equal(2, context.Diagnostics.Counts["merge.beyond-64-bits"]);
        Assert.Equal(
            "profile: 1 value does not fit into 64 bits in the finer unit; the largest that fits is used "
            + "[merge.beyond-64-bits]",
            context.Diagnostics.Kept.First(d => d.Id == "merge.beyond-64-bits").ToString());
    }

    // Without info, times and mappings, of which the first input is kept.
    [Property(Arbitrary = [typeof(Plain)])]
    public void Merging_is_associative(Profile one, Profile two, Profile three)
    {
        Profile leftFirst = ProfileMerger.Merge(ProfileMerger.Merge(one, two), three);

        Profile rightFirst = ProfileMerger.Merge(one, ProfileMerger.Merge(two, three));

        ProfileAssert.Equal(leftFirst, rightFirst);
        ProfileAssert.Equal(leftFirst, ProfileMerger.Merge(one, two, three));
    }

    [Property(Arbitrary = [typeof(ProfileGenerators)])]
    public void Merging_requested_facts_equals_the_projection_of_merging_all(Profile one, Profile two)
    {
        var context = new ConversionContext();
        Profile all = Merge(context, one, two);

        // Which values exceed 64 bits depends on the order of the sums.
        foreach (ProfileFacts lost in IsCut(context) ? [] : Lossy)
        {
            var needs = new ReadRequest { Facts = ProfileFacts.All & ~(lost | ProfileFacts.Order) };
            var merger = new ProfileMerger(new ConversionContext { Request = needs });
            merger.Add(one);
            merger.Add(two);

            ProfileAssert.Equal(all, merger.Build(), needs.Facts);
        }
    }

    private static Profile Merge(ConversionContext context, params Profile[] profiles)
    {
        var merger = new ProfileMerger(context);
        foreach (Profile profile in profiles)
        {
            merger.Add(profile);
        }

        return merger.Build();
    }

    private static bool IsCut(ConversionContext context) =>
        context.Diagnostics.Counts.ContainsKey("merge.beyond-64-bits");

    private static bool IsFinest(SampleType type, Profile profile) =>
        profile.SampleTypes.All(t => !SampleTypeMerger.Matches(t, type) || RatioOf(t, type) >= 1);

    private static double RatioOf(SampleType type, SampleType finest) =>
        Units.TryRatio(type.Unit, finest.Unit, out double ratio) ? ratio : 0;

    private static Int128 Total(Profile profile, SampleType finest)
    {
        Int128 total = 0;
        Int128[] sums = ColumnSums.Of(profile);
        for (int i = 0; i < sums.Length; i++)
        {
            SampleType type = profile.SampleTypes[i];
            total += SampleTypeMerger.Matches(type, finest) ? sums[i] * (Int128)Math.Round(RatioOf(type, finest)) : 0;
        }

        return total;
    }

    private static Profile Merge(params string[] texts) => ProfileMerger.Merge(texts.Select(Profiles.Parse));

    private static List<string> Types(Profile profile) => [.. profile.SampleTypes.Select(t => t.ToString())];

    private static class Plain
    {
        private const ProfileFacts Kept = ProfileFacts.All
            & ~(ProfileFacts.Info | ProfileFacts.Times | ProfileFacts.SampleTypes | ProfileFacts.Mappings);

        public static Arbitrary<Profile> Profiles()
        {
            Arbitrary<Profile> any = ProfileGenerators.OfShape(ProfileShape.Any);
            return Arb.From(
                any.Generator.Select(p => new FactProjection(Kept).Apply(p)),
                p => any.Shrinker(p).Select(q => new FactProjection(Kept).Apply(q)));
        }
    }
}
