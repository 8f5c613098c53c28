using FsCheck.Xunit;
using Refold.Formats;
using Refold.Testing;
using Xunit;

namespace Refold.Core.Tests;

/// <summary>The effect of each kind of fact, on a profile that has all of them.</summary>
public sealed class FactProjectionTests
{
    private const string Full = """
        refold profile 1
        type samples count
        type cpu nanoseconds
        default "samples"
        start 5
        clock unix
        mapping 1 "app" from 0x1000 to 0x3000 offset 0x10 build "b" functions
        function 1 "main" system "_main" file "m.c" line 3
        function 2 "inner"
        location 1 mapping 1 at 0x1010 in 2:7:8 1:9 folded
        location 2 mapping 1 at 0x1020 in 1:10
        stack 1: 1 2
        stack 2: 2
        labels 1: tid=1 comm="x"
        labels 2: tid=1 comm="y"
        sample 1 10 stack 1 labels 1 time 100
        sample 2 20 stack 2 labels 1 time 200
        sample 4 40 stack 1 labels 2 time 100
        sample 8 80 stack 1 labels 1 time 100
        """;

    [Fact]
    public void With_everything_kept_the_profile_is_the_same()
    {
        Profile profile = Profiles.Parse(Full);

        Assert.Same(profile, new FactProjection(ProfileFacts.All).Apply(profile));
    }

    [Fact]
    public void Without_sample_types_the_default_one_is_kept_without_its_name() => Check(
        ProfileFacts.SampleTypes,
        Full.Replace("type samples count\ntype cpu nanoseconds\ndefault \"samples\"", "type samples count")
            .Replace("sample 1 10 ", "sample 1 ").Replace("sample 2 20 ", "sample 2 ")
            .Replace("sample 4 40 ", "sample 4 ").Replace("sample 8 80 ", "sample 8 "));

    [Fact]
    public void Without_sample_types_the_last_is_kept_if_no_default_is_named()
    {
        Profile profile = Profiles.Parse(Full.Replace("default \"samples\"", ""));

        Profile left = new FactProjection(ProfileFacts.All & ~ProfileFacts.SampleTypes).Apply(profile);

        Assert.Equal([SampleType.Unknown], left.SampleTypes);
        Assert.Equal((Int128)150, ColumnSums.Of(left)[0]);
    }

    [Fact]
    public void Without_labels_there_are_none() => Check(
        ProfileFacts.Labels,
        Full.Replace("labels 1: tid=1 comm=\"x\"\nlabels 2: tid=1 comm=\"y\"\n", "")
            .Replace(" labels 1", "").Replace(" labels 2", ""));

    [Fact]
    public void Without_times_there_are_none_and_no_clock() => Check(
        ProfileFacts.Times,
        Full.Replace("clock unix\n", "").Replace(" time 100", "").Replace(" time 200", ""));

    [Fact]
    public void Without_lines_there_are_no_files_lines_and_columns() => Check(
        ProfileFacts.Lines,
        Full.Replace(" file \"m.c\" line 3", "").Replace("2:7:8 1:9", "2 1").Replace("in 1:10", "in 1"));

    [Fact]
    public void Without_addresses_mappings_have_no_range_and_locations_are_not_folded() => Check(
        ProfileFacts.Addresses,
        Full.Replace(" from 0x1000 to 0x3000 offset 0x10", "").Replace(" at 0x1010", "").Replace(" at 0x1020", "")
            .Replace(" folded", ""));

    [Fact]
    public void Without_mappings_addresses_are_kept() => Check(
        ProfileFacts.Mappings,
        Full.Replace("mapping 1 \"app\" from 0x1000 to 0x3000 offset 0x10 build \"b\" functions\n", "")
            .Replace(" mapping 1", ""));

    [Fact]
    public void Without_inlining_each_line_is_a_location_of_its_own() => Check(
        ProfileFacts.Inlining,
        Full.Replace(
                "location 2 mapping 1 at 0x1020 in 1:10",
                "location 2 mapping 1 at 0x1020 in 1:10\nlocation 3 mapping 1 at 0x1010 in 1:9 folded")
            .Replace("in 2:7:8 1:9", "in 2:7:8").Replace("stack 1: 1 2", "stack 1: 1 3 2"));

    [Fact]
    public void Without_info_only_the_default_sample_type_is_kept() => Check(
        ProfileFacts.Info,
        Full.Replace("start 5\nclock unix\n", ""));

    [Fact]
    public void Without_info_it_does_not_matter_how_the_source_names_the_default_type()
    {
        Profile last = Profiles.Parse(Full.Replace("default \"samples\"", "default \"cpu\""));
        Profile unsaid = Profiles.Parse(Full.Replace("default \"samples\"", ""));

        ProfileAssert.Equal(last, unsaid, ProfileFacts.All & ~ProfileFacts.Info);
        Assert.NotNull(ProfileEquality.Difference(last, unsaid, ProfileFacts.All));
    }

    [Fact]
    public void Without_order_samples_of_equal_stack_labels_and_time_are_summed() => Check(
        ProfileFacts.Order,
        Full.Replace("sample 1 10 ", "sample 9 90 ")
            .Replace("\nsample 8 80 stack 1 labels 1 time 100", ""));

    [Fact]
    public void Without_system_names_there_are_none() => Check(
        ProfileFacts.SystemNames,
        Full.Replace(" system \"_main\"", ""));

    [Fact]
    public void Without_system_names_one_replaces_a_missing_name() => ProfileAssert.Equal(
        "refold profile 1\ntype a b\nfunction 1 \"_x\"\nlocation 1 in 1\nstack 1: 1\nsample 1 stack 1",
        new FactProjection(ProfileFacts.All & ~ProfileFacts.SystemNames).Apply(Profiles.Parse(
                "refold profile 1\ntype a b\nfunction 1 \"\" system \"_x\"\nlocation 1 in 1\nstack 1: 1\n"
            + "sample 1 stack 1")));

    [Fact]
    public void Without_stacks_the_innermost_function_of_each_is_kept() => Check(
        ProfileFacts.Stacks,
        Full.Replace(
                "location 1 mapping 1 at 0x1010 in 2:7:8 1:9 folded", "location 1 mapping 1 at 0x1010 in 2:7:8 folded")
            .Replace("stack 1: 1 2", "stack 1: 1"));

    [Fact]
    public void With_only_stacks_kept_names_stacks_and_one_value_are_left() => ProfileAssert.Equal(
        """
        refold profile 1
        type samples count
        function 1 "main"
        function 2 "inner"
        location 1 in 1
        location 2 in 2
        stack 1: 2 1 1
        stack 2: 1
        sample 13 stack 1
        sample 2 stack 2
        """,
        new FactProjection(ProfileFacts.Stacks).Apply(Profiles.Parse(Full)));

    [Fact]
    public void Labels_of_requested_keys_are_kept()
    {
        Profile left = new FactProjection(new ReadRequest { LabelKeys = ["comm"] }).Apply(Profiles.Parse(Full));

        ProfileAssert.Equal(Profiles.Parse(Full.Replace("tid=1 ", "")), left, ProfileFacts.All);
    }

    [Property(Arbitrary = [typeof(ProfileGenerators)])]
    public void A_projection_has_only_the_kept_facts(Profile profile, ProfileFacts any)
    {
        ProfileFacts kept = any & ProfileFacts.All;

        Assert.Equal(ProfileFacts.None, new FactProjection(kept).Apply(profile).Facts & ~kept);
    }

    [Property(Arbitrary = [typeof(ProfileGenerators)])]
    public void Two_projections_equal_one_with_the_common_facts(Profile profile, ProfileFacts any, ProfileFacts other)
    {
        ProfileFacts first = any & ProfileFacts.All;
        ProfileFacts second = other & ProfileFacts.All;

        Profile twice = new FactProjection(second).Apply(new FactProjection(first).Apply(profile));

        ProfileAssert.Equal(new FactProjection(first & second).Apply(profile), twice, first & second);
    }

    [Property(Arbitrary = [typeof(ProfileGenerators)])]
    public void The_total_of_the_default_sample_type_is_unchanged(Profile profile, ProfileFacts any)
    {
        Profile left = new FactProjection(any & ProfileFacts.All).Apply(profile);

        Assert.Equal(
            ColumnSums.Of(profile)[profile.DefaultSampleType], ColumnSums.Of(left)[left.DefaultSampleType]);
    }

    private static void Check(ProfileFacts lost, string expected)
    {
        Profile left = new FactProjection(ProfileFacts.All & ~lost).Apply(Profiles.Parse(Full));

        ProfileAssert.Equal(Profiles.Parse(expected), left, ProfileFacts.All);
        Assert.Equal(ProfileFacts.None, left.Facts & lost);
    }
}
