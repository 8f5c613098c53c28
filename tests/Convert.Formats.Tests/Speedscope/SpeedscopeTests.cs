using System.Text;
using System.Text.Json;
using Refold.Formats.Speedscope;
using Refold.Testing;
using Xunit;

namespace Refold.Formats.Tests.Speedscope;

/// <summary>What is particular to speedscope; the laws do the rest.</summary>
public sealed class SpeedscopeTests
{
    private const string Frames = "\"shared\":{\"frames\":[{\"name\":\"main\"},{\"name\":\"work\"},{\"name\":\"wait\"}]}";

    [Fact]
    public void Stretches_between_events_are_samples()
    {
        Profile profile = ReadEvents("""{"type":"O","frame":0,"at":1},{"type":"O","frame":1,"at":3},{"type":"C","frame":1,"at":7},{"type":"C","frame":0,"at":8}""");

        Assert.Equal(["1: main 2", "3: main;work 4", "7: main 1"], Lines(profile));
    }

    [Fact]
    public void A_frame_that_closes_under_another_closes_both()
    {
        var context = new ConversionContext();

        Profile profile = ReadEvents(
            """{"type":"O","frame":0,"at":0},{"type":"O","frame":1,"at":2},{"type":"C","frame":0,"at":5},{"type":"C","frame":1,"at":5}""",
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
    public void Fractions_that_no_unit_holds_still_sum_up_and_are_said()
    {
        var context = new ConversionContext();

        Profile profile = ReadWeights("none", "[0],[0],[0],[0]", "0.5,0.25,0.25,1", context);

        Assert.Equal(2, ColumnSums.Of(profile)[0]);
        Assert.Equal(3, context.Diagnostics.Counts["speedscope.fraction"]);
    }

    [Fact]
    public void It_does_not_matter_whether_frames_come_first()
    {
        const string Profiles = "\"profiles\":[{\"name\":\"t\",\"unit\":\"none\",\"samples\":[[0,1],[0]],\"weights\":[2,3]}]";

        Profile first = Read($"{{{Frames},{Profiles}}}");
        Profile last = Read($"{{{Profiles},{Frames}}}");

        ProfileAssert.Equal(first, last, Fidelity.All);
    }

    [Fact]
    public void Each_thread_becomes_a_profile_if_times_are_known()
    {
        Profile profile = Profiles.Parse(
            "refold profile 1\ntype cpu nanoseconds\nfunction 1 \"main\"\nlocation 1 in 1\nstack 1: 1\n"
            + "labels 1: tid=7\nlabels 2: tid=8\nsample 3 stack 1 labels 1 time 20\n"
            + "sample 4 stack 1 labels 2 time 15\nsample 5 stack 1 labels 1 time 10\n");

        using JsonDocument json = JsonDocument.Parse(new SpeedscopeWriter().Write(profile));

        JsonElement[] profiles = [.. json.RootElement.GetProperty("profiles").EnumerateArray()];
        Assert.Equal(["(7)", "(8)"], profiles.Select(p => p.GetProperty("name").GetString()));
        Assert.Equal("[5,3]", profiles[0].GetProperty("weights").GetRawText());
        Assert.Equal(8, profiles[0].GetProperty("endValue").GetInt64());
    }

    [Theory]
    [MemberData(nameof(FormatCases.Good), MemberType = typeof(FormatCases))]
    public void What_is_written_follows_the_schema(string format, string file)
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
    public void Memory_does_not_grow_with_repeated_stacks_when_order_is_not_wanted()
    {
        string stacks = string.Join(',', Enumerable.Repeat("[0,1,0,1,0,1,0,1]", 100_000));
        string weights = string.Join(',', Enumerable.Repeat("1", 100_000));
        byte[] json = Encoding.UTF8.GetBytes(Sampled("none", stacks, weights));
        var context = new ConversionContext { Wanted = new ProfileNeeds { Fidelity = Fidelity.None } };

        Profile profile = new SpeedscopeReader().Read(json, context);

        Assert.Equal(1, profile.Samples.Count);
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
        $$"""{{{Frames}},"profiles":[{"type":"sampled","name":"t","unit":"{{unit}}","startValue":0,"endValue":0,"samples":[{{stacks}}],"weights":[{{weights}}]}]}""";

    private static Profile ReadWeights(string unit, string stacks, string weights, ConversionContext context) =>
        new SpeedscopeReader().Read(Encoding.UTF8.GetBytes(Sampled(unit, stacks, weights)), context);

    private static Profile ReadEvents(string events, ConversionContext? context = null) =>
        Read($$"""{{{Frames}},"profiles":[{"type":"evented","name":"t","unit":"nanoseconds","events":[{{events}}]}]}""", context);

    private static Profile Read(string json, ConversionContext? context = null) =>
        new SpeedscopeReader().Read(Encoding.UTF8.GetBytes(json), context ?? new ConversionContext());

    private static List<string> Lines(Profile profile)
    {
        List<string> lines = [];
        foreach (Sample sample in profile.Samples)
        {
            List<string> names = [];
            foreach (LocationId frame in profile.Frames(sample.Stack))
            {
                names.Insert(0, profile.Text(profile[profile[frame].Lines[0].Function].Name));
            }

            lines.Add($"{sample.Time}: {string.Join(';', names)} {sample[0]}");
        }

        return lines;
    }
}
