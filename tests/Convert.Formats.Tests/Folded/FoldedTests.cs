using System.Text;
using Refold.Formats.Folded;
using Refold.Testing;
using Xunit;

namespace Refold.Formats.Tests.Folded;

public sealed class FoldedTests
{
    [Fact]
    public void Lines_are_sorted_by_the_bytes_of_their_stacks()
    {
        Profile profile = Read("main;x 1\nmain 2;y 1\nmain 1\nmain 2;y;z 1\nmain!;a 1\n");

        Assert.Equal("main 1\nmain 2;y 1\nmain 2;y;z 1\nmain!;a 1\nmain;x 1\n", Write(profile, "tidy=false"));
    }

    [Fact]
    public void Equal_stacks_are_summed_and_sums_of_zero_have_no_line() =>
        Assert.Equal("a;b 5\n", Write(Read("a;b 2\na;b 3\na;c 4\na;c -4\n")));

    // The reader skips look-ups while lines are sorted, and must notice where the order ends.
    [Theory]
    [InlineData("a;b 1\na;c 1\na;b 1\n", 2)]
    [InlineData("a;b 1\na;b 1\n", 1)]
    [InlineData("a;b;c 1\na;b 1\na;b;c 1\n", 2)]
    [InlineData("b 1\na 1\nc 1\nb 1\na 1\nc 1\n", 3)]
    public void Equal_stacks_are_stored_once_in_any_order_of_lines(string text, int stacks) =>
        Assert.Equal(stacks, Read(text).StackCount);

    [Fact]
    public void A_sum_beyond_64_bits_continues_on_a_second_line() =>
        Assert.Equal("a 9223372036854775807\na 3\n", Write(Read("a 9223372036854775807\na 1\na 2\n")));

    [Fact]
    public void A_file_with_a_header_line_is_written_with_the_same_header_and_counts()
    {
        const string Text = "samples/count cpu/nanoseconds\na;b 2 30\na;c 1 10\n";

        Assert.Equal(Text, Write(Read(Text), "types=all"));
    }

    [Fact]
    public void With_types_two_a_comparison_is_written_with_two_counts() =>
        Assert.Equal("a;b 2 3\na;c 1 0\n", Write(Read("a;b 2 3\na;c 1 0\n"), "types=two"));

    [Fact]
    public void The_option_counts_sets_the_number_of_counts_per_line()
    {
        Profile profile = Read("a;step 2 3\n", "counts=1");

        Assert.Equal("samples/count", Assert.Single(profile.SampleTypes).ToString());
        Assert.Equal("samples/count\na;step 2 3\n", Write(profile));
    }

    [Fact]
    public void The_command_name_is_the_root_frame_and_then_names_lose_their_parameters()
    {
        Profile profile = Sample("my prog", "void f<int>(int)");

        Assert.Equal("my_prog;void f<int> 1\n", Write(profile));
        Assert.Equal("void f<int>(int) 1\n", Write(profile, "roots=none"));
        Assert.Equal("my_prog;void f<int>(int) 1\n", Write(profile, "tidy=false"));
    }

    [Fact]
    public void Blanks_around_a_command_name_are_removed() =>
        Assert.Equal("my_prog;f 1\n", Write(Sample(" my prog ", "f")));

    [Fact]
    public void The_root_frame_may_contain_process_and_thread() =>
        Assert.Equal("my_prog-7/8;f 1\n", Write(Sample("my prog", "f"), "roots=comm-pid/tid"));

    [Fact]
    public void The_first_frame_may_be_read_as_a_label()
    {
        Profile profile = Read("java;main;f 2\n", "root-label=comm");

        Assert.Equal("main;f 2\n", Write(profile, "roots=none"));
        Assert.Equal("java;main;f 2\n", Write(profile));
    }

    [Fact]
    public void Kernel_and_inlined_frames_have_the_requested_suffixes()
    {
        var builder = new ProfileBuilder(new SampleType("samples", "count"));
        MappingId kernel = builder.AddMapping(new Mapping(0, 0, 0, builder.AddString("[kernel.kallsyms]")));
        FunctionId read = builder.AddFunction("sys_read");
        FunctionId copy = builder.AddFunction("copy");
        LocationId inKernel = builder.AddLocation(kernel, 0, [new Line(read)]);
        LocationId inlined = builder.AddLocation(default, 0, [new Line(copy), new Line(builder.AddFunction("main"))]);
        builder.AddSample(builder.AddStack([inKernel, inlined]), [1]);
        Profile profile = builder.Build();

        Assert.Equal("main;copy;sys_read 1\n", Write(profile));
        Assert.Equal("main;copy_[i];sys_read_[k] 1\n", Write(profile, "annotations=all"));
    }

    [Fact]
    public void A_frame_without_a_symbol_has_the_name_of_its_binary()
    {
        var builder = new ProfileBuilder(new SampleType("samples", "count"));
        MappingId file = builder.AddMapping(new Mapping(0, 0, 0, builder.AddString("/a b/libx.so (deleted)")));
        LocationId known = builder.AddLocation(file, 0x1f0, []);
        LocationId unknown = builder.AddLocation(default, 0x2f0, []);
        builder.AddSample(builder.AddStack([known, unknown]), [1]);
        Profile profile = builder.Build();

        Assert.Equal("[unknown];[libx.so] 1\n", Write(profile));
        Assert.Equal("[unknown <2f0>];[libx.so <1f0>] 1\n", Write(profile, "addresses"));
    }

    [Theory]
    [InlineData("types=three", "option 'types': expected default, two, all, found 'three'")]
    [InlineData("counts=3", "option 'counts': expected 0, 1 or 2, found '3'")]
    [InlineData("tidy=maybe", "option 'tidy': expected true or false, found 'maybe'")]
    public void An_option_that_is_not_valid_is_an_error(string option, string message)
    {
        var error = Assert.Throws<FormatException>(() => Read("a 1\n", option));

        Assert.Equal(message, error.Message);
    }

    [Fact]
    public void A_single_frame_that_starts_with_a_hash_is_not_written_as_a_comment()
    {
        Profile profile = Read("#x;y 1\n");

        Assert.Equal("#x;y 1\n", Write(profile));
        Assert.Equal("samples/count\n # 2 1\n", Write(Read(" # 2 1\n", "counts=1")));
    }

    [Theory]
    [InlineData("a;step 2 3\n", "samples/count")]
    [InlineData("1 2 3\n", "samples/count")]
    [InlineData("a;x 1e3 5\nb;y -7 6\n", "samples/count")]
    public void If_all_names_end_in_a_number_a_header_line_is_written(string text, string header)
    {
        string written = Write(Read(text, "counts=1"));

        Assert.Equal($"{header}\n{text}", written);
        Assert.Equal(written, Write(Read(written)));
        Assert.Equal("samples", Assert.Single(Read(written).SampleTypes).Name);
    }

    // Otherwise whether the name is kept would depend on the stacks, and the loss report could not state it.
    [Theory]
    [InlineData("main;stage 3", "samples/count\nmain;stage 3 10\n")]
    [InlineData("main", "main 10\n")]
    public void Only_types_all_writes_the_name_of_a_sample_type(string stack, string expected)
    {
        Profile profile = Read($"cpu/nanoseconds\n{stack} 10\n");

        Assert.Equal(expected, Write(profile));
        Assert.Equal($"cpu/nanoseconds\n{stack} 10\n", Write(profile, "types=all"));
    }

    [Fact]
    public void A_line_after_the_head_of_the_file_does_not_affect_the_number_of_counts()
    {
        string text = $"a 12 1\nb;{new string('n', ProfileInput.MaxHeadLength)} 1\n";

        string written = Write(Read(text, "counts=1"));

        Assert.Equal("samples/count\n" + text, written);
        Assert.Equal(2, Read(written).Samples.Count);
    }

    [Fact]
    public void If_some_names_do_not_end_in_a_number_no_header_line_is_written() =>
        Assert.Equal("a 1\na;step 2 3\n", Write(Read("a 1\na;step 2 3\n")));

    [Theory]
    [InlineData("a;b 1\na;c 2", "folded.no-line-end", 3)]
    [InlineData("a;b 1\na;c", "folded.cut", 1)]
    [InlineData("x/count y/count\na;b 1 2\na;c 5", "folded.cut", 1)]
    [InlineData("a;b 1 2\na;c 5", "folded.cut", 1)]
    [InlineData("a;b 1\na;c 5 6", "folded.doubtful-counts", 7)]
    public void A_last_line_without_a_line_end_is_reported(string text, string id, long sum)
    {
        var context = new ConversionContext();

        Profile profile = new FoldedReader().Read(text, context);

        Assert.Equal([id], context.Diagnostics.Counts.Keys);
        Assert.Equal(sum, (long)ColumnSums.Of(profile)[0]);
    }

    [Theory]
    [InlineData(
        "a;b 5 6\na;c 7\n",
        "folded.doubtful-counts",
        "1 of 2 lines end in 2 numbers, as 'a;b 5 6': read as frame 'b 5' and the count 6; counts=2 reads"
            + " two counts and skips other lines")]
    [InlineData(
        "a;b 1 2 3\na;c 4 5 6\n",
        "folded.doubtful-counts",
        "2 of 2 lines end in 3 numbers, as 'a;b 1 2 3': read as frame 'b 1' and the counts 2 3; a first"
            + " line such as 'x/count y/count z/count' states that there are three")]
    [InlineData(
        "a;b 7\na;c 8\na;d 1 234\n",
        "folded.doubtful-counts",
        "1 of 3 lines end in 2 numbers, as 'a;d 1 234': read as frame 'd 1' and the count 234; if it is"
            + " one number, remove the blank in it")]
    [InlineData(
        "a;b 1 234\na;c 12 034\n",
        "folded.doubtful-counts",
        "each line ends in two numbers, as 'a;b 1 234': read as frame 'b' and the counts 1 234; if it is"
            + " one number, remove the blank in it")]
    [InlineData(
        "a;t 1 5\na;t 2 6\n",
        "folded.doubtful-counts",
        "each line ends in two numbers, as 'a;t 2 6': read as frame 't' and the counts 2 6; but stacks"
            + " occur more than once, unlike in a comparison: counts=1 reads one count")]
    [InlineData(
        "a 7\na;b 2000\na;thread 1 5\n",
        "folded.number-in-name",
        "1 of 3 lines end in 2 numbers, as 'a;thread 1 5': read as frame 'thread 1' and the count 5;"
            + " counts=2 reads two counts and skips other lines")]
    [InlineData(
        "a 7\na;b 2000\n #x 1 5\n",
        "folded.number-in-name",
        "1 of 3 lines end in 2 numbers, as '#x 1 5': read as frame '#x 1' and the count 5;"
            + " counts=2 reads two counts and skips other lines")]
    public void Ambiguous_counts_are_reported_once_with_an_example_and_its_reading(
        string text, string id, string message)
    {
        var context = new ConversionContext();

        new FoldedReader().Read(text, context);

        Diagnostic only = Assert.Single(context.Diagnostics.Kept);
        Assert.Equal((id, message), (only.Id, only.Message));
        Assert.Equal(1, context.Diagnostics.Counts[id]);
    }

    [Theory]
    [InlineData("a;b 3 9\na;c 4 2\n")]
    [InlineData("a;b 12 345\na;c 1 999\n")]
    [InlineData("a;b 1\na;0x12 2\na;f2 3\na;x.py:22 4\n")]
    [InlineData("x/count\na;b 5 6\na;c 7\n")]
    [InlineData("x/count y/count z/count\na;b 1 2 3\na;c 4 5 6\n")]
    [InlineData("a;b 5.0\na;c 1e6\na;d 3.\n")]
    [InlineData("a;b 5 6\na;c 7\n", "counts=1")]
    [InlineData("a;t 1 5\na;t 2 6\n", "counts=2")]
    [InlineData("x;a 1 5\ny;a 2 6\n", "root-label=comm")]
    public void Unambiguous_counts_are_not_reported(string text, params string[] options)
    {
        var context = new ConversionContext();

        new FoldedFormat().CreateReader(Options(options)).Read(text, context);

        Assert.Empty(context.Diagnostics.Kept);
    }

    [Theory]
    [InlineData(
        "a 1.5\nb 1.5\n",
        "2 1",
        "2 counts are not whole, the first is '1.5': they are rounded, and the rest is carried to the next"
            + " line; the total is kept")]
    [InlineData(
        "a 0.25\nb 7\n",
        "0 7",
        "count '0.25' is not whole: it is rounded (1 to 0), and the rest is carried to the next line; the"
            + " total is 0.25 lower")]
    [InlineData(
        "a 0.75\nb 7\n",
        "1 7",
        "count '0.75' is not whole: it is rounded, and the rest is carried to the next line; the total is"
            + " 0.25 higher")]
    [InlineData(
        "a -0.75\nb 7\n",
        "-1 7",
        "count '-0.75' is not whole: it is rounded, and the rest is carried to the next line; the total is"
            + " 0.25 lower")]
    public void Fractions_are_reported_once_with_the_effect_of_rounding(string text, string values, string message)
    {
        var context = new ConversionContext();

        Profile profile = new FoldedReader().Read(text, context);

        Assert.Equal(values, string.Join(' ', Enumerable.Range(0, 2).Select(i => profile.Samples[i][0])));
        Diagnostic only = Assert.Single(context.Diagnostics.Kept);
        Assert.Equal(("folded.fraction", message), (only.Id, only.Message));
    }

    [Fact]
    public void A_skipped_line_does_not_change_what_rounding_carries()
    {
        var context = new ConversionContext();

        Profile profile = new FoldedReader(new FoldedOptions { Counts = 2 }).Read("a 1 1.5\nb 1.5\na 1 2\n", context);

        Assert.Equal([2L, 4L], ColumnSums.Of(profile).ToArray().Select(sum => (long)sum));
        Assert.Equal(
            "count '1.5' is not whole: it is rounded, and the rest is carried to the next line; the total of after is"
                + " 0.5 higher",
            context.Diagnostics.Kept.Single(d => d.Id == "folded.fraction").Message);
    }

    [Fact]
    public void Frames_separated_by_commas_are_reported()
    {
        var context = new ConversionContext();

        new FoldedReader().Read("main,work,malloc 3\nmain 4\n", context);

        Assert.Equal(
            "test: no line has a ';', and 1 of 2 have a ',': each stack is read as one frame; if ',' separates frames,"
            + " replace it first (tr , ';') [folded.no-semicolon]",
            Assert.Single(context.Diagnostics.Kept).ToString());
    }

    [Theory]
    [InlineData("wall", "300", "wall/microseconds", "300")]
    [InlineData("cpu", "300", "cpu/microseconds", "300")]
    [InlineData("memory", "-4096", "memory/bytes", "-4096")]
    [InlineData("full", "300,1,-4096", "wall/microseconds cpu/microseconds memory/bytes", "300 0 -4096")]
    [InlineData("full", "300,0,8", "wall/microseconds cpu/microseconds memory/bytes", "300 300 8")]
    public void The_mode_in_the_head_of_Austin_gives_the_sample_types(
        string mode, string metrics, string types, string sums)
    {
        Profile profile = new FoldedReader().Read(
            $"# austin: 3.6.0\n# mode: {mode}\n\nP42;T0x7f:1;app.py:main:10;app.py:work:22 {metrics}\n");

        Assert.Equal(types, string.Join(' ', profile.SampleTypes));
        Assert.Equal(sums, string.Join(' ', ColumnSums.Of(profile)));
        Label[] labels = profile[profile.Samples[0].Labels].ToArray();
        Assert.Equal([("pid", 42L), ("thread", 0L)], labels.Select(l => (profile.Text(l.Key), l.Number)));
        Assert.Equal("0x7f:1", profile.Text(labels[1].Text));
        Assert.Equal(2, profile[profile.Samples[0].Stack].Length);
    }

    [Theory]
    [InlineData("#")]
    [InlineData(" #x")]
    [InlineData("  # 2")]
    public void A_single_frame_that_looks_like_a_comment_is_read_back(string name)
    {
        string written = Write(Profiles.Parse(
            $"refold profile 1\ntype samples count\nfunction 1 \"{name}\"\nfunction 2 \"\\\"q\\\"\"\n"
            + "location 1 in 1\nlocation 2 in 2\nstack 1: 1\nstack 2: 2\nsample 1 stack 1\nsample 2 stack 2\n"));

        Profile back = Read(written, "counts=1");

        Assert.Contains(name, Enumerable.Range(1, 2).Select(i => back.Text(back[new FunctionId(i)].Name)));
        Assert.Equal(written, Write(back));
    }

    private static Profile Sample(string command, string function)
    {
        var builder = new ProfileBuilder(new SampleType("samples", "count"));
        LabelSetId labels = builder.AddLabels(
            Label.OfText(builder.AddString("comm"), builder.AddString(command)),
            Label.OfNumber(builder.AddString("pid"), 7),
            Label.OfNumber(builder.AddString("tid"), 8));
        LocationId location = builder.AddLocation(builder.AddFunction(function));
        builder.AddSample(builder.AddStack([location]), [1], labels);
        return builder.Build();
    }

    private static FormatOptions Options(string[] pairs) => FormatOptions.Parse(pairs, new FoldedFormat().Options);

    private static Profile Read(string text, params string[] options) =>
        new FoldedFormat().CreateReader(Options(options)).Read(Encoding.UTF8.GetBytes(text));

    private static string Write(Profile profile, params string[] options) =>
        new FoldedFormat().CreateWriter(Options(options)).WriteText(profile);
}
