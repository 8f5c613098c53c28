using FsCheck.Xunit;
using Refold.Formats;
using Refold.Testing;
using Xunit;

namespace Refold.Core.Tests;

public sealed class FrameTransformTests
{
    // main calls parse, which calls itself and has next inlined; main calls draw; the last location has no symbol.
    private const string Text = """
        refold profile 1
        type samples count
        mapping 1 "/bin/app" from 0x1000 to 0x2000
        mapping 2 "/lib/libc.so" from 0x3000 to 0x4000
        function 1 "main" file "app.c"
        function 2 "parse" file "parse.c"
        function 3 "next" file "parse.h"
        function 4 "draw" file "draw.c"
        function 5 "malloc"
        location 1 mapping 1 at 0x1010 in 1
        location 2 mapping 1 at 0x1020 in 3 2
        location 3 mapping 1 at 0x1030 in 2
        location 4 mapping 1 at 0x1040 in 4
        location 5 mapping 2 at 0x3010 in 5
        location 6 mapping 2 at 0x3020
        stack 1: 5 2 3 1
        stack 2: 4 1
        stack 3: 6 4 1
        sample 1 stack 1
        sample 2 stack 2
        sample 4 stack 3
        sample 8
        """;

    [Theory]
    [InlineData("draw", "main;draw 2|main;draw;0x3020 4")]
    [InlineData("^par", "main;parse;parse+next;malloc 1")]
    [InlineData("parse\\.h", "main;parse;parse+next;malloc 1")]
    [InlineData("libc", "main;parse;parse+next;malloc 1|main;draw;0x3020 4")]
    public void Focus_keeps_samples_with_a_matching_function_file_or_binary(string pattern, string expected) =>
        AssertLines(expected, new SampleFilter(NamePattern.Parse(pattern)));

    [Theory]
    [InlineData("draw", "main;parse;parse+next;malloc 1")]
    [InlineData("libc", "main;draw 2")]
    public void Ignore_removes_these_samples_and_those_without_frames(string pattern, string expected) =>
        AssertLines(expected, new SampleFilter(NamePattern.Parse(pattern), Keep.Others));

    [Theory]
    [InlineData("parse$", "main;next;malloc 1|main;draw 2|main;draw;0x3020 4")]
    [InlineData("next", "main;parse;parse;malloc 1|main;draw 2|main;draw;0x3020 4")]
    [InlineData("main|draw", "parse;parse+next;malloc 1|0x3020 4")]
    [InlineData("libc", "main;parse;parse+next 1|main;draw 2|main;draw 4")]
    public void Hide_removes_frames_and_samples_without_frames_left(string pattern, string expected) =>
        AssertLines(expected, new FrameSelector(NamePattern.Parse(pattern), Keep.Others));

    [Theory]
    [InlineData("parse$", "parse;parse 1")]
    [InlineData("next|main", "main;next 1|main 2|main 4")]
    [InlineData("libc", "malloc 1|0x3020 4")]
    public void Show_keeps_only_matching_frames(string pattern, string expected) =>
        AssertLines(expected, new FrameSelector(NamePattern.Parse(pattern)));

    [Theory]
    [InlineData("parse", "parse;parse+next;malloc 1")]
    [InlineData("next", "next;malloc 1")]
    [InlineData("draw", "draw 2|draw;0x3020 4")]
    public void Show_from_starts_at_the_outermost_match(string pattern, string expected) =>
        AssertLines(expected, new RootCutter(NamePattern.Parse(pattern)));

    [Theory]
    [InlineData("parse$", "main;parse;parse 1|main;draw 2|main;draw;0x3020 4| 8")]
    [InlineData("draw", "main;parse;parse+next;malloc 1|main;draw 2|main;draw 4| 8")]
    [InlineData("nothing", "main;parse;parse+next;malloc 1|main;draw 2|main;draw;0x3020 4| 8")]
    public void Prune_from_ends_at_the_innermost_match(string pattern, string expected) =>
        AssertLines(expected, new LeafCutter(NamePattern.Parse(pattern)));

    [Theory]
    [InlineData("next", "", "main;parse;parse;malloc 1")]
    [InlineData("malloc|next", "", "main;parse;parse 1")]
    [InlineData("parse", "", "main 1")]
    [InlineData("m.*", "", "main;parse;parse+next 1")]
    [InlineData("m.*", "malloc", "main;parse;parse+next;malloc 1")]
    [InlineData("alloc", "", "main;parse;parse+next;malloc 1")]
    public void Declared_frames_are_removed_with_their_callees(string drop, string keep, string expected)
    {
        Profile profile = Profiles.Parse(Text.Replace("type", $"drop \"{drop}\"\nkeep \"{keep}\"\ntype").Replace(
            "in 3 2", drop == "next" ? "in 2" : "in 3 2"));

        Profile pruned = new DeclaredFramePruner().Apply(profile, new ConversionContext());

        string plain = drop == "next" ? expected.Replace("+next", "") : expected;
        Assert.Equal(plain, StackLines.Of(pruned)[0]);
    }

    [Theory]
    [InlineData("f", "f")]
    [InlineData(".f(int)", "f")]
    [InlineData("(anonymous namespace)::f(int)", "(anonymous namespace)::f")]
    [InlineData("A::operator()(int) const", "A::operator()")]
    [InlineData("f(int)::operator()", "f")]
    public void Names_are_compared_without_their_parameters(string name, string simple) =>
        Assert.Equal(simple, FramePruner.Simplify(name));

    [Fact]
    public void A_pattern_that_matches_no_frame_is_a_warning()
    {
        var context = new ConversionContext();

        new SampleFilter(NamePattern.Parse("nothing")).Apply(Profiles.Parse(Text), context);
        new FrameSelector(NamePattern.Parse("nothing"), Keep.Others).Apply(Profiles.Parse(Text), context);

        Assert.Equal(
            [
                "no frame matches 'nothing' [filter.no-match]",
                "no frame matches 'nothing' [filter.no-match]",
            ],
            context.Diagnostics.Kept.Select(d => d.ToString()));
    }

    [Fact]
    public void Locating_sets_the_position_of_later_warnings_that_have_none()
    {
        var log = new DiagnosticLog();
        log.Warn("a", default, "before");
        int start = log.Kept.Count;
        log.Warn("b", default, "without position");
        log.Warn("c", new InputPosition("in.txt", 3), "with position");

        log.Locate(start, new InputPosition("focus"));

        Assert.Equal(
            ["before [a]", "focus: without position [b]", "in.txt(3): with position [c]"],
            log.Kept.Select(d => d.ToString()));
    }

    [Theory]
    [InlineData("(")]
    [InlineData("(?=a)")]
    [InlineData("(a)\\1")]
    public void An_invalid_regular_expression_or_one_that_needs_backtracking_is_rejected(string pattern) =>
        Assert.ThrowsAny<ArgumentException>(() => NamePattern.Parse(pattern));

    [Property(Arbitrary = [typeof(ProfileGenerators)])]
    public void Each_sample_is_either_in_focus_or_ignored(Profile profile)
    {
        NamePattern pattern = NamePattern.Parse("[a-f]");

        Profile focused = new SampleFilter(pattern).Apply(profile, new ConversionContext());
        Profile ignored = new SampleFilter(pattern, Keep.Others).Apply(profile, new ConversionContext());

        Assert.Equal(WithFrames(profile), WithFrames(focused) + WithFrames(ignored));
        Assert.Equal(focused.Samples.Count + ignored.Samples.Count, WithFrames(profile));
    }

    [Property(Arbitrary = [typeof(ProfileGenerators)])]
    public void Filters_never_add_frames(Profile profile)
    {
        IProfileTransform[] steps =
        [
            new FrameSelector(NamePattern.Parse("[a-m]"), Keep.Others), new FrameSelector(NamePattern.Parse("[a-m]")),
            new RootCutter(NamePattern.Parse("[a-m]")), new LeafCutter(NamePattern.Parse("[a-m]")),
            new FramePruner("[a-m].*"), new InlineRemover(), new RecursionFolder(),
        ];

        Assert.All(steps, step => Assert.True(Lines(step.Apply(profile, new ConversionContext())) <= Lines(profile)));
    }

    private static int WithFrames(Profile profile)
    {
        int count = 0;
        foreach (Sample sample in profile.Samples)
        {
            count += sample.Stack == default ? 0 : 1;
        }

        return count;
    }

    private static int Lines(Profile profile)
    {
        int count = 0;
        foreach (Sample sample in profile.Samples)
        {
            foreach (LocationId frame in profile[sample.Stack])
            {
                count += Math.Max(profile[frame].Lines.Length, 1);
            }
        }

        return count;
    }

    private static void AssertLines(string expected, FrameTransform filter) =>
        Assert.Equal(
            expected.Split('|'),
            StackLines.Of(filter.Apply(Profiles.Parse(Text), new ConversionContext())));
}
