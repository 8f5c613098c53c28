using Refold.Formats;
using Refold.Testing;
using Xunit;

namespace Refold.Core.Tests;

public sealed class LabelTransformTests
{
    private const string Text = """
        refold profile 1
        type samples count
        function 1 "main"
        location 1 in 1
        stack 1: 1
        labels 1: tid=7 thread="worker" request=2048 bytes=4096bytes
        labels 2: tid=8 thread="ui" color="red" shade="dark"
        sample 1 stack 1 labels 1
        sample 2 stack 1 labels 2
        sample 4 stack 1
        """;

    [Theory]
    [InlineData("worker", 1)]
    [InlineData("thread=ui", 2)]
    [InlineData("thread=ui,worker", 3)]
    [InlineData("color=ui", 0)]
    [InlineData("color:red", 2)]
    [InlineData("red,dark", 2)]
    [InlineData("red,bright", 0)]
    [InlineData("4kb", 1)]
    [InlineData("4096b", 1)]
    [InlineData("bytes=4kb", 1)]
    [InlineData("request=2kb", 1)]
    [InlineData("2kb:", 1)]
    [InlineData(":1kb", 0)]
    [InlineData("3kb:5kb", 1)]
    [InlineData("4097b:", 0)]
    [InlineData("tid=7", 1)]
    [InlineData("tid=7:8", 3)]
    [InlineData("tid=8:", 2)]
    [InlineData("3s:", 0)]
    public void Patterns_find_labels_as_in_pprof(string pattern, long expected)
    {
        var filter = new SampleLabelFilter(LabelPattern.Parse(pattern));
        var opposite = new SampleLabelFilter(LabelPattern.Parse(pattern), Keep.Others);

        Assert.Equal(expected, Sum(filter));
        Assert.Equal(7 - expected, Sum(opposite));
    }

    [Theory]
    [InlineData("7", 1)]
    [InlineData("70", 0)]
    [InlineData("^ui$", 2)]
    [InlineData("u|w", 3)]
    public void Threads_are_found_by_number_or_name(string thread, long expected) =>
        Assert.Equal(expected, Sum(new SampleLabelFilter(LabelPattern.ForThread(thread))));

    [Fact]
    public void A_pattern_that_matches_no_label_is_a_warning()
    {
        var context = new ConversionContext();

        new SampleLabelFilter(LabelPattern.Parse("state=idle")).Apply(Profiles.Parse(Text), context);

        Assert.Equal("no label matches 'state=idle' [filter.no-match]", context.Diagnostics.Kept[0].ToString());
    }

    [Theory]
    [InlineData("o", Keep.Matching, "main 1 {color=red}")]
    [InlineData("o", Keep.Others, "main 2 {tid=8 thread=ui shade=dark}")]
    public void Labels_are_selected_by_key(string pattern, Keep keep, string expected)
    {
        var selector = new LabelSelector(NamePattern.Parse(pattern), keep);
        string text = keep == Keep.Others ? Text : Text.Replace("sample 2", "sample 1");

        string[] lines = StackLines.Of(selector.Apply(Profiles.Parse(text), new ConversionContext()));

        Assert.Equal(expected, lines[1]);
    }

    [Fact]
    public void Labels_become_frames_at_both_ends()
    {
        var frames = new LabelFrames(["thread", "tid"], ["color", "bytes"]);

        Profile framed = frames.Apply(Profiles.Parse(Text), new ConversionContext());

        Assert.Equal(
            [
                "worker;7;main;;4kB 1",
                "ui;8;main;red; 2",
                ";;main;; 4",
            ],
            StackLines.Of(framed).Select(l => l.Split(" {")[0]));
    }

    [Theory]
    [InlineData(0L, null, "a 1|b 2|c 4")]
    [InlineData(10L, null, "b 2|c 4")]
    [InlineData(0L, 10L, "a 1")]
    [InlineData(10L, 20L, "b 2")]
    [InlineData(11L, 20L, "")]
    public void Times_count_from_the_first_sample(long from, long? to, string expected)
    {
        Profile profile = Profiles.Parse("""
            refold profile 1
            type samples count
            function 1 "a"
            function 2 "b"
            function 3 "c"
            location 1 in 1
            location 2 in 2
            location 3 in 3
            stack 1: 1
            stack 2: 2
            stack 3: 3
            sample 1 stack 1 time 1000
            sample 2 stack 2 time 1010
            sample 4 stack 3 time 1020
            """);

        Profile kept = new TimeFilter(from, to).Apply(profile, new ConversionContext());

        Assert.Equal(expected, string.Join('|', StackLines.Of(kept)));
    }

    [Fact]
    public void Samples_without_a_time_are_discarded_with_a_warning()
    {
        var context = new ConversionContext();

        Profile kept = new TimeFilter(0, null).Apply(Profiles.Parse(Text), context);

        Assert.Empty(kept.Samples);
        Assert.Equal("3 samples without a time are discarded [filter.no-time]", context.Diagnostics.Kept[0].ToString());
    }

    [Fact]
    public void An_empty_span_is_rejected() => Assert.Throws<ArgumentOutOfRangeException>(() => new TimeFilter(5, 5));

    private static long Sum(SampleLabelFilter filter) =>
        (long)ColumnSums.Of(filter.Apply(Profiles.Parse(Text), new ConversionContext()))[0];
}
