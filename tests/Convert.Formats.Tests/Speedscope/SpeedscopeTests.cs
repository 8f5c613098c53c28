using System.Text;
using System.Text.Json;
using Refold.Formats.Speedscope;
using Refold.Testing;
using Xunit;

namespace Refold.Formats.Tests.Speedscope;

/// <summary>Tests particular to speedscope, besides the laws of all formats.</summary>
public sealed class SpeedscopeTests
{
    private const string Frames =
        "\"shared\":{\"frames\":[{\"name\":\"main\"},{\"name\":\"work\"},{\"name\":\"wait\"}]}";

    [Fact]
    public void Times_between_events_are_samples()
    {
        Profile profile = ReadEvents(
            """
            {"type":"O","frame":0,"at":1},{"type":"O","frame":1,"at":3},
            {"type":"C","frame":1,"at":7},{"type":"C","frame":0,"at":8}
            """);

        Assert.Equal(["1: main 2", "3: main;work 4", "7: main 1"], Lines(profile));
    }

    [Fact]
    public void A_frame_that_closes_before_the_frame_inside_it_closes_both()
    {
        var context = new ConversionContext();

        Profile profile = ReadEvents(
            """
            {"type":"O","frame":0,"at":0},{"type":"O","frame":1,"at":2},
            {"type":"C","frame":0,"at":5},{"type":"C","frame":1,"at":5}
            """,
            context);

        Assert.Equal(["0: main 2", "2: main;work 3"], Lines(profile));
        Assert.Equal(["speedscope.close-order"], context.Diagnostics.Counts.Keys);
        Assert.Equal("expected the end of frame 1, found that of frame 0", context.Diagnostics.Kept[0].Message);
    }

    [Theory]
    [InlineData("seconds", "0.000000001", 1)]
    [InlineData("seconds", "1e-3", 1_000_000)]
    [InlineData("milliseconds", "12.345678", 12_345_678)]
    [InlineData("microseconds", "0.30000000000000004", 300)]
    [InlineData("nanoseconds", "9223372036854775807", long.MaxValue)]
    [InlineData("bytes", "12", 12)]
    public void Weights_are_exact(string unit, string weight, long value)
    {
        var context = new ConversionContext();

        Profile profile = ReadWeights(unit, "[0]", weight, context);

        Assert.Equal(value, profile.Samples[0][0]);
        Assert.Empty(context.Diagnostics.Kept);
    }

    [Fact]
    public void Fractions_of_samples_sum_to_whole_ones_with_a_warning()
    {
        var context = new ConversionContext();

        Profile profile = ReadWeights("none", "[0],[0],[0],[0]", "0.5,0.25,0.25,1", context);

        Assert.Equal(2, ColumnSums.Of(profile)[0]);
        Assert.Equal(3, context.Diagnostics.Counts["speedscope.fraction"]);
    }

    [Fact]
    public void Frames_may_come_before_or_after_the_profiles()
    {
        const string Profiles =
            "\"profiles\":[{\"name\":\"t\",\"unit\":\"none\",\"samples\":[[0,1],[0]],\"weights\":[2,3]}]";

        Profile first = Read($"{{{Frames},{Profiles}}}");
        Profile last = Read($"{{{Profiles},{Frames}}}");

        ProfileAssert.Equal(first, last, ProfileFacts.All);
    }

    [Fact]
    public void Each_thread_becomes_a_profile_if_samples_have_times()
    {
        Profile profile = Profiles.Parse(
            "refold profile 1\ntype cpu nanoseconds\nfunction 1 \"main\"\nlocation 1 in 1\nstack 1: 1\n"
            + "labels 1: tid=7\nlabels 2: tid=8\nsample 3 stack 1 labels 1 time 20\n"
            + "sample 4 stack 1 labels 2 time 15\nsample 5 stack 1 labels 1 time 10\n");

        using JsonDocument json = JsonDocument.Parse(new SpeedscopeWriter().Write(profile));

        JsonElement[] profiles = [.. json.RootElement.GetProperty("profiles").EnumerateArray()];
        Assert.Equal(["(7)", "(8)"], profiles.Select(p => p.GetProperty("name").GetString()));
        Assert.Equal("[5,3]", profiles[0].GetProperty("values").GetRawText());
        Assert.All(profiles, p => Assert.Equal(10, p.GetProperty("endValue").GetInt64()));
    }

    [Fact]
    public void All_sample_types_of_a_profile_with_times_are_written_on_request()
    {
        Profile profile = Profiles.Parse(
            "refold profile 1\ntype faults count\ntype cpu nanoseconds\ntype cpu nanoseconds\ndefault \"cpu\"\n"
            + "function 1 \"main\"\nlocation 1 in 1\nstack 1: 1\nlabels 1: tid=7\nlabels 2: tid=8\n"
            + "sample 1 0 0 stack 1 labels 1 time 10\nsample 0 4 0 stack 1 labels 2 time 15\n"
            + "sample 0 5 6 stack 1 labels 2 time 20\n");

        var options = new SpeedscopeOptions { Profiles = SpeedscopeProfiles.Threads };

        byte[] written = new SpeedscopeWriter(options).Write(profile);

        using JsonDocument json = JsonDocument.Parse(written);
        JsonElement[] profiles = [.. json.RootElement.GetProperty("profiles").EnumerateArray()];
        Assert.Equal(
            ["(7) · faults/count", "(8) · cpu/nanoseconds", "(8) · cpu/nanoseconds"],
            profiles.Select(p => p.GetProperty("name").GetString()));
        Assert.Equal(["[1]", "[0,4,5]"], profiles[..2].Select(p => p.GetProperty("values").GetRawText()));
        Assert.Equal("[4,6]", profiles[2].GetProperty("weights").GetRawText());
        Assert.Equal(1, json.RootElement.GetProperty("activeProfileIndex").GetInt32());
        Profile back = new SpeedscopeReader().Read(written);
        Assert.Equal(profile.SampleTypes, back.SampleTypes);
        Assert.Equal([1, 9, 6], ColumnSums.Of(back));
        Assert.Equal("cpu", back.Info.DefaultSampleType);
        Assert.Contains("thread=\"(8)\"", ProfileAssert.Text(back), StringComparison.Ordinal);
        Assert.DoesNotContain("cpu/nanoseconds", ProfileAssert.Text(back), StringComparison.Ordinal);
    }

    [Fact]
    public void Profiles_of_threads_keep_all_sample_types()
    {
        ProfileFormat format = FormatCases.Format("speedscope");
        ProfileShape shape =
            ProfileShape.For(format) with { Facts = format.Keeps | ProfileFacts.Times | ProfileFacts.Labels };
        var options = new SpeedscopeOptions { Profiles = SpeedscopeProfiles.Threads };

        Law.ForAll(shape, profile =>
        {
            Profile back = new SpeedscopeReader().Read(new SpeedscopeWriter(options).Write(profile));

            ProfileAssert.Equal(profile, back, format.Keeps);
        });
    }

    [Theory]
    [InlineData("milliseconds", "33.151250050156", 33_151_250)]
    [InlineData("seconds", "0.0123456789", 12_345_679)]
    [InlineData("milliseconds", "2.596964", 2_596_964)]
    [InlineData("milliseconds", "\"2.596964\"", 2_596_964)]
    public void Fractions_of_nanoseconds_are_rounded_without_a_warning(string unit, string at, long nanoseconds)
    {
        var context = new ConversionContext();

        Profile profile = Read(
            $$"""
            {{{Frames}},"profiles":[{"type":"evented","name":"t","unit":"{{unit}}","startValue":"0.0","endValue":{{at}},
            "events":[{"type":"O","frame":0,"at":0},{"type":"C","frame":0,"at":{{at}}}]}]}
            """,
            context);

        Assert.Equal(nanoseconds, profile.Samples[0][0]);
        Assert.Empty(context.Diagnostics.Kept);
    }

    [Theory]
    [InlineData("\"startValue\":\"NaN\",\"samples\":[[0]],\"weights\":[1]", "speedscope.bad-number")]
    [InlineData("\"startValue\":1e300,\"samples\":[[0]],\"weights\":[1]", "speedscope.too-large")]
    [InlineData("\"samples\":[[0],[0]],\"weights\":[1,null]", "speedscope.bad-weight")]
    [InlineData("\"samples\":[[0],[0]],\"weights\":[1,\"NaN\"]", "speedscope.bad-weight")]
    [InlineData("\"samples\":[[0],[0]],\"weights\":[1e300,1]", "speedscope.too-large")]
    public void An_invalid_number_is_a_warning(string properties, string id)
    {
        var context = new ConversionContext();

        Profile profile = Read($$"""{{{Frames}},"profiles":[{"name":"t","unit":"none",{{properties}}}]}""", context);

        Assert.Equal(1, ColumnSums.Of(profile)[0]);
        Assert.Equal([id], context.Diagnostics.Counts.Keys);
    }

    // Each time between two events has a separate stack: 30,000 nested frames make stacks of 450 million frames.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Nested_events_out_of_proportion_to_the_file_are_an_error(bool framesFirst)
    {
        string events = string.Join(
            ',', Enumerable.Range(0, 30_000).Select(at => $$"""{"type":"O","frame":0,"at":{{at}}}"""));
        string profiles = "\"profiles\":[{\"name\":\"t\",\"unit\":\"none\",\"events\":[" + events + "]}]";
        byte[] json = Encoding.UTF8.GetBytes(framesFirst ? $"{{{Frames},{profiles}}}" : $"{{{profiles},{Frames}}}");

        var error = Assert.Throws<ProfileFormatException>(() => new SpeedscopeReader().Read(json));

        Assert.Contains(
            "frames in the stacks of the events so far, found more", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Deep_recursion_is_read()
    {
        string events = string.Join(
            ',', Enumerable.Range(0, 5_000).Select(at => $$"""{"type":"O","frame":0,"at":{{at}}}"""));

        Profile profile = ReadEvents(events);

        Assert.Equal(4_999, profile.StackCount);
    }

    [Theory]
    [MemberData(nameof(FormatCases.Good), MemberType = typeof(FormatCases))]
    public void Written_files_follow_the_schema(string format, string file)
    {
        byte[] written = new SpeedscopeWriter().Write(FormatCases.Read(new CorpusFile(format, file)));

        using JsonDocument json = JsonDocument.Parse(written, new JsonDocumentOptions { MaxDepth = 8 });
        JsonElement root = json.RootElement;
        int frames = root.GetProperty("shared").GetProperty("frames").GetArrayLength();
        Assert.Equal("https://www.speedscope.app/file-format-schema.json", root.GetProperty("$schema").GetString());
        Assert.All(root.GetProperty("shared").GetProperty("frames").EnumerateArray(), CheckFrame);
        Assert.All(root.GetProperty("profiles").EnumerateArray(), p => CheckProfile(p, frames));
    }

    [Fact]
    public void Repeated_stacks_are_merged_if_order_is_not_requested()
    {
        string stacks = string.Join(',', Enumerable.Repeat("[0,1,0,1,0,1,0,1]", 100_000));
        string weights = string.Join(',', Enumerable.Repeat("1", 100_000));
        byte[] json = Encoding.UTF8.GetBytes(Sampled("none", stacks, weights));
        var context = new ConversionContext { Request = new ReadRequest { Facts = ProfileFacts.None } };

        Profile profile = new SpeedscopeReader().Read(json, context);

        Assert.Single(profile.Samples);
        Assert.Equal(100_000, profile.Samples[0][0]);
    }

    private static void CheckFrame(JsonElement frame)
    {
        Assert.NotEmpty(frame.GetProperty("name").GetString()!);
        Assert.True(!frame.TryGetProperty("file", out JsonElement file) || file.ValueKind == JsonValueKind.String);
        Assert.True(!frame.TryGetProperty("line", out JsonElement line) || line.ValueKind == JsonValueKind.Number);
        Assert.True(!frame.TryGetProperty("col", out JsonElement column) || column.ValueKind == JsonValueKind.Number);
    }

    private static void CheckProfile(JsonElement profile, int frames)
    {
        string[] units = ["none", "nanoseconds", "microseconds", "milliseconds", "seconds", "bytes"];
        Assert.Equal("sampled", profile.GetProperty("type").GetString());
        Assert.NotNull(profile.GetProperty("name").GetString());
        Assert.Contains(profile.GetProperty("unit").GetString(), units);
        Assert.Equal(0, profile.GetProperty("startValue").GetInt64());
        Assert.Equal(JsonValueKind.Number, profile.GetProperty("endValue").ValueKind);
        Assert.Equal(profile.GetProperty("samples").GetArrayLength(), profile.GetProperty("weights").GetArrayLength());
        Assert.All(
            profile.GetProperty("samples").EnumerateArray().SelectMany(s => s.EnumerateArray()),
            f => Assert.InRange(f.GetInt32(), 0, frames - 1));
    }

    private static string Sampled(string unit, string stacks, string weights) =>
        $$"""
        {{{Frames}},"profiles":[{"type":"sampled","name":"t","unit":"{{unit}}","startValue":0,"endValue":0,
        "samples":[{{stacks}}],"weights":[{{weights}}]}]}
        """;

    private static Profile ReadWeights(string unit, string stacks, string weights, ConversionContext context) =>
        new SpeedscopeReader().Read(Encoding.UTF8.GetBytes(Sampled(unit, stacks, weights)), context);

    private static Profile ReadEvents(string events, ConversionContext? context = null) =>
        Read(
            $$"""{{{Frames}},"profiles":[{"type":"evented","name":"t","unit":"nanoseconds","events":[{{events}}]}]}""",
            context);

    private static Profile Read(string json, ConversionContext? context = null) =>
        new SpeedscopeReader().Read(Encoding.UTF8.GetBytes(json), context ?? new ConversionContext());

    private static IEnumerable<string> Lines(Profile profile) =>
        profile.Samples.Select(s => $"{s.Time}: {string.Join(';', s.Frames.Reverse())} {s[0]}");
}
