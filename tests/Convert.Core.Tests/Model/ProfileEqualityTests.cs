using FsCheck.Xunit;
using Refold.Testing;
using Xunit;

namespace Refold.Core.Tests;

public sealed class ProfileEqualityTests
{
    private const string Base = """
        refold profile 1
        type samples count
        period 5 cpu nanoseconds
        comment "one"
        mapping 1 "app"
        function 1 "main"
        function 2 "work" file "w.c"
        location 1 mapping 1 at 0x10 in 1:3
        location 2 in 2
        stack 1: 1
        stack 2: 2 1
        labels 1: tid=7
        sample 1 stack 1
        sample 2 stack 2 labels 1 time 9
        sample 3 stack 2 labels 1 time 9
        """;

    [Fact]
    public void Numbering_does_not_matter()
    {
        string renumbered = """
            refold profile 1
            type samples count
            period 5 cpu nanoseconds
            comment "one"
            mapping 1 "app"
            function 1 "not used"
            function 2 "work" file "w.c" id 12
            function 3 "main"
            function 4 "work" file "w.c"
            location 1 in 2
            location 2 mapping 1 at 0x10 in 3:3
            location 3 in 4
            stack 1: 3 2
            stack 2: 1 2
            stack 3: 2
            labels 1: tid=8
            labels 2: tid=7
            sample 1 stack 3
            sample 2 stack 1 labels 2 time 9
            sample 3 stack 2 labels 2 time 9
            """;

        Assert.Null(Difference(Base, renumbered, ProfileFacts.All));
        Assert.Equal(
            "function 1: expected 'main', found 'not used'",
            ProfileEquality.ExactDifference(Profiles.Parse(Base), Profiles.Parse(renumbered)));
    }

    [Fact]
    public void Order_and_merging_matter_only_if_requested()
    {
        string summed = Base.Replace("sample 1 stack 1\n", "")
            .Replace("sample 2 stack 2 labels 1 time 9", "sample 5 stack 2 labels 1 time 9")
            .Replace("sample 3 stack 2 labels 1 time 9", "sample 0 stack 2\nsample 1 stack 1");

        Assert.Null(Difference(Base, summed));
        Assert.Equal(
            "sample 1: frame 1 from the leaf: expected {'main':3:0} at 0x10 in 'app' 0x0-0x0 offset 0x0 build ''"
                + " has None, found {'work' file 'w.c'}",
            Difference(Base, summed, ProfileFacts.All));
    }

    [Theory]
    [InlineData("samples count", "cpu count", "sample types: expected samples/count, found cpu/count")]
    [InlineData("period 5", "period 6", "period: expected 5, found 6")]
    [InlineData("cpu nanoseconds", "cpu ns", "period type: expected 'cpu/nanoseconds', found 'cpu/ns'")]
    [InlineData(" cpu nanoseconds", "", "period type: expected 'cpu/nanoseconds', found none")]
    [InlineData("comment \"one\"", "comment \"two\"", "comment 1: expected 'one', found 'two'")]
    [InlineData("comment \"one\"", "", "comment 1: expected 'one', found none")]
    [InlineData("comment", "start 3\ncomment", "start: expected 0, found 3")]
    [InlineData("comment", "duration 3\ncomment", "duration: expected 0, found 3")]
    [InlineData("comment", "clock unix\ncomment", "clock: expected 'Unspecified', found 'UnixEpoch'")]
    [InlineData("comment", "default \"d\"\ncomment", "default sample type: expected '', found 'd'")]
    [InlineData("comment", "drop \"d\"\ncomment", "frames to drop: expected '', found 'd'")]
    [InlineData("comment", "keep \"d\"\ncomment", "frames to keep: expected '', found 'd'")]
    [InlineData("comment", "page \"d\"\ncomment", "page: expected '', found 'd'")]
    [InlineData(
        "mapping 1 \"app\"",
        "mapping 1 \"app\"\nmapping 2 \"lib\" build \"b\"",
        "mappings: expected no more, found 'lib' 0x0-0x0 offset 0x0 build 'b' has None")]
    [InlineData(
        "sample 1 stack 1",
        "sample 4 stack 1",
        "expected {'main':3:0} at 0x10 in 'app' 0x0-0x0 offset 0x0 build '' has None (no labels) at no time"
            + " with 1, found 4")]
    [InlineData(
        "sample 2 stack 2 labels 1 time 9",
        "sample 2 stack 2 labels 1 time 8",
        "expected {'work' file 'w.c'} < {'main':3:0} at 0x10 in 'app' 0x0-0x0 offset 0x0 build '' has None"
            + " ('tid'=7) at 9 with 5, found 3")]
    [InlineData("sample 1 stack 1", "sample 1 stack 1\nsample 1", "expected nothing, found no frames (no labels)"
        + " at no time with 1")]
    public void The_first_difference_is_described(string part, string other, string difference) =>
        Assert.Equal(difference, Difference(Base, Base.Replace(part, other)));

    [Theory]
    [InlineData("time 9\nsample 3", "time 8\nsample 3", "sample 2: expected 'tid'=7 at 9 2, found 'tid'=7 at 8 2")]
    [InlineData(
        "sample 1 stack 1",
        "sample 4 stack 1",
        "sample 1: expected no labels at no time 1, found no labels at no time 4")]
    [InlineData(
        "sample 1 stack 1",
        "",
        "sample 1: frame 1 from the leaf: expected {'main':3:0} at 0x10 in 'app' 0x0-0x0 offset 0x0 build '' has None, "
            + "found {'work' file 'w.c'}")]
    [InlineData("\nsample 3 stack 2 labels 1 time 9", "", "samples: expected 3, found 2")]
    [InlineData("labels 1: tid=7", "labels 1: tid=7s", "sample 2: expected 'tid'=7 at 9 2, found 'tid'=7s at 9 2")]
    [InlineData("labels 1: tid=7", "labels 1: tid=\"7\"", "sample 2: expected 'tid'=7 at 9 2, found 'tid'='7' at 9 2")]
    public void In_order_the_first_sample_that_differs_is_described(string part, string other, string difference) =>
        Assert.Equal(difference, Difference(Base, Base.Replace(part, other), ProfileFacts.All));

    [Fact]
    public void Sums_beyond_64_bits_are_compared_exactly()
    {
        string huge = "refold profile 1\ntype samples count\nsample 9223372036854775807\nsample 9223372036854775807\n";

        Assert.Null(Difference(huge, huge));
        Assert.Equal(
            "expected no frames (no labels) at no time with 18446744073709551614, found 9223372036854775807",
            Difference(huge, huge.Replace("sample 9223372036854775807\nsample", "sample")));
    }

    [Property(Arbitrary = [typeof(ProfileGenerators)])]
    public void A_profile_equals_itself(Profile profile)
    {
        Assert.Null(ProfileEquality.ExactDifference(profile, profile));
        Assert.Null(ProfileEquality.Difference(profile, profile));
    }

    [Property(Arbitrary = [typeof(ProfileGenerators)])]
    public void Equality_is_symmetric(Profile one, Profile other) =>
        Assert.Equal(
            ProfileEquality.Difference(one, other) is null, ProfileEquality.Difference(other, one) is null);

    // Only the last sample differs, by 1.
    [Property(Arbitrary = [typeof(ProfileGenerators)])]
    public void An_additional_sample_is_a_difference(Profile profile)
    {
        var builder = new ProfileBuilder([.. profile.SampleTypes]) { Info = profile.Info };
        var copier = new RowCopier(profile, builder);
        for (int i = 1; i <= profile.MappingCount; i++)
        {
            copier.Copy(new MappingId(i));
        }

        foreach (Sample sample in profile.Samples)
        {
            long[] values = [.. Enumerable.Range(0, profile.SampleTypes.Count).Select(type => sample[type])];
            builder.AddSample(copier.Copy(sample.Stack), values, copier.Copy(sample.Labels), sample.Time);
        }

        builder.AddSample(default, [.. profile.SampleTypes.Select(_ => 1L)]);

        Assert.NotNull(ProfileEquality.Difference(profile, builder.Build()));
    }

    private static string? Difference(string expected, string actual) =>
        ProfileEquality.Difference(Profiles.Parse(expected), Profiles.Parse(actual));

    private static string? Difference(string expected, string actual, ProfileFacts kept) =>
        ProfileEquality.Difference(Profiles.Parse(expected), Profiles.Parse(actual), kept);
}
