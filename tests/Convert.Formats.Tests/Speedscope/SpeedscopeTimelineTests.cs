using System.Text;
using System.Text.Json;
using Refold.Formats.Speedscope;
using Refold.Formats.Tests.GoTrace;
using Refold.Testing;
using Xunit;

namespace Refold.Formats.Tests.Speedscope;

/// <summary>Tests of the time axis that the profiles of a written file share.</summary>
public sealed class SpeedscopeTimelineTests
{
    private const string Tables =
        "function 1 \"a\"\nfunction 2 \"b\"\nlocation 1 in 1\nlocation 2 in 2\nstack 1: 1\nstack 2: 1 2\n";

    [Fact]
    public void Measured_times_begin_at_the_time_of_the_sample()
    {
        Profile profile = Parse(
            "type wall nanoseconds\n",
            "labels 1: tid=7\nlabels 2: tid=8\n"
            + "sample 30 stack 1 labels 1 time 100\nsample 20 stack 2 labels 2 time 140\n"
            + "sample 5 stack 1 labels 1 time 150\n");

        Assert.Equal(
            ["(7) 0-60: 0-30 a, 50-55 a", "(8) 0-60: 40-60 b;a"],
            Tracks(new SpeedscopeWriter().Write(profile)));
    }

    [Theory]
    [InlineData("type time milliseconds\n", "0-3000000 a")]
    [InlineData("type time microseconds\n", "0-3000 a")]
    [InlineData("type time seconds\n", "0-3000000000 a")]
    public void Weights_on_the_axis_are_nanoseconds_in_any_unit_of_the_values(string types, string expected)
    {
        Profile profile = Parse(types, "sample 3 stack 1 time 7\n");

        byte[] written = new SpeedscopeWriter().Write(profile);

        Assert.EndsWith(expected, Tracks(written)[0], StringComparison.Ordinal);
        ProfileAssert.Equal(profile, new SpeedscopeReader().Read(written), new SpeedscopeFormat().Keeps);
    }

    [Fact]
    public void Points_reach_halfway_to_near_neighbours_and_half_a_period_into_idle_time()
    {
        Profile profile = Parse(
            "type cpu-clock nanoseconds\n",
            string.Concat(new[] { 0, 6, 12, 37, 43 }.Select(time => $"sample 6 stack 1 time {time}\n")));

        Assert.Equal(
            ["[unknown] 0-43: 0-3 a, 3-9 a, 9-15 a, 34-40 a, 40-43 a"], Tracks(new SpeedscopeWriter().Write(profile)));
    }

    [Fact]
    public void The_length_of_counted_points_is_estimated_from_their_distances()
    {
        Profile profile = Parse(
            "type cycles count\n",
            string.Concat(new[] { 0, 10, 20, 30, 100, 110 }.Select(time => $"sample 400 stack 1 time {time}\n")));

        byte[] written = new SpeedscopeWriter().Write(profile);

        Assert.Equal(
            ["[unknown] 0-110: 0-5 a, 5-15 a, 15-25 a, 25-35 a, 95-105 a, 105-110 a"], Tracks(written));
        Assert.Equal(2400, ColumnSums.Of(new SpeedscopeReader().Read(written))[0]);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(10_000_000)]
    public void Counted_points_without_distances_last_a_millisecond(int value)
    {
        Profile profile = Parse(
            "type cycles count\n",
            $"labels 1: tid=7\nlabels 2: tid=8\nsample {value} stack 1 labels 1 time 0\n"
            + $"sample {value} stack 1 labels 2 time 10000000\n");

        Assert.Equal(
            ["(7) 0-10000000: 0-1000000 a", "(8) 0-10000000: 9000000-10000000 a"],
            Tracks(new SpeedscopeWriter().Write(profile)));
    }

    [Fact]
    public void The_axis_is_that_of_the_recording_if_its_start_and_duration_are_known()
    {
        Profile profile = Parse(
            "type wall nanoseconds\nstart 1000\nduration 500\nclock unix\n", "sample 30 stack 1 time 1200\n");

        Assert.Equal(["[unknown] 0-500: 200-230 a"], Tracks(new SpeedscopeWriter().Write(profile)));
    }

    [Fact]
    public void An_interval_that_ends_after_the_recording_is_cut_at_its_end()
    {
        Profile profile = Parse(
            "type wall nanoseconds\nstart 1000\nduration 220\nclock unix\n", "sample 30 stack 1 time 1200\n");

        byte[] written = new SpeedscopeWriter().Write(profile);

        Assert.Equal(["[unknown] 0-220: 200-220 a"], Tracks(written));
        Assert.Equal(30, ColumnSums.Of(new SpeedscopeReader().Read(written))[0]);
    }

    [Theory]
    [InlineData("auto", "main.work (goroutine 28)|app (10/12)")]
    [InlineData("goroutine", "main.work (goroutine 28)|app (10/12)")]
    [InlineData("thread", "(12)|app (10/12)")]
    [InlineData("processor", "P 1|cpu 3")]
    [InlineData("process", "[unknown]|(10)")]
    [InlineData("request", "request 7|login")]
    public void Tracks_are_named_after_labels(string track, string expected)
    {
        Profile profile = Parse(
            "type wall nanoseconds\n",
            "labels 1: goroutine=28 entry=\"main.work\" p=1 tid=12 request=7\n"
            + "labels 2: comm=\"app\" pid=10 tid=12 cpu=3 request=\"login\"\n"
            + "sample 1 stack 1 labels 1 time 1\nsample 1 stack 1 labels 2 time 2\n");

        var options = SpeedscopeOptions.From(FormatOptions.Parse([$"track={track}"], new SpeedscopeFormat().Options));

        byte[] written = new SpeedscopeWriter(options).Write(profile);

        Assert.Equal(expected.Split('|'), Names(written));
    }

    [Fact]
    public void A_label_that_no_sample_has_is_a_warning()
    {
        Profile profile = Parse("type wall nanoseconds\n", "sample 1 stack 1 time 1\n");
        var context = new ConversionContext();

        _ = new SpeedscopeWriter(new SpeedscopeOptions { Track = "requset" }).Write(profile, context);

        Assert.Equal(["speedscope.no-track"], context.Diagnostics.Counts.Keys);
    }

    [Theory]
    [InlineData("sample 30 stack 1 time 0\nsample 10 stack 2 time 20\n", "0-30: 0-20 a, 20-30 b;a", "overlap")]
    [InlineData("sample 30 stack 1\nsample 10 stack 2 time 20\n", "0-10: 0-10 b;a", "no-time")]
    public void Samples_that_overlap_or_have_no_time_are_reported_and_keep_their_values(
        string samples, string expected, string problem)
    {
        Profile profile = Parse("type wall nanoseconds\n", samples);
        var context = new ConversionContext();

        byte[] written = new SpeedscopeWriter().Write(profile, context);

        Assert.Equal([$"[unknown] {expected}"], Tracks(written));
        Assert.Equal(40, ColumnSums.Of(new SpeedscopeReader().Read(written))[0]);
        Assert.Equal([$"speedscope.{problem}"], context.Diagnostics.Counts.Keys);
    }

    [Fact]
    public void Sizes_are_weights_without_a_time_axis()
    {
        Profile profile = Parse("type space bytes\n", "sample 30 stack 1 time 0\nsample 10 stack 2 time 900\n");

        Assert.Equal(["[unknown] 0-40: 0-30 a, 30-40 b;a"], Tracks(new SpeedscopeWriter().Write(profile)));
    }

    [Theory]
    [InlineData("sample 30 stack 1 time 0\nsample 10 stack 2 time 9000000000000000000\n", "0-40: 0-30 a, 30-40 b;a")]
    [InlineData("sample 30 stack 1 time 0\nsample -10 stack 2 time 900\n", "0-20: 0-30 a")]
    public void Times_beyond_62_bits_and_negative_values_have_no_time_axis(string samples, string expected)
    {
        Profile profile = Parse("type wall nanoseconds\n", samples);

        Assert.Equal([$"[unknown] {expected}"], Tracks(new SpeedscopeWriter().Write(profile)));
    }

    [Fact]
    public void A_type_that_counts_the_samples_of_another_one_has_no_track()
    {
        Profile profile = Parse(
            "type samples count\ntype cycles count\ntype faults count\ndefault \"cycles\"\n",
            "labels 1: tid=7\nsample 1 400 0 stack 1 time 0\nsample 1 0 1 stack 1 time 5\n"
            + "sample 1 400 0 stack 1 time 10\nsample 1 400 0 stack 1 labels 1 time 10\n");
        var writer = new SpeedscopeWriter();

        Assert.Equal(
            ["[unknown] · cycles/count", "(7) · cycles/count", "[unknown] · faults/count"],
            Names(writer.Write(profile)));
        Assert.Equal([1, 2], writer.TypesOf(profile));
        Assert.Equal(
            profile.SampleTypes.Skip(1), new SpeedscopeReader().Read(writer.Write(profile)).SampleTypes);
    }

    [Fact]
    public void A_thread_that_starts_later_comes_back_at_its_time()
    {
        const string PySpy =
            """
            {"$schema":"https://www.speedscope.app/file-format-schema.json",
            "shared":{"frames":[{"name":"a"},{"name":"b"}]},"profiles":[
            {"type":"sampled","name":"MainThread","unit":"seconds","startValue":0.0,"endValue":0.02,
            "samples":[[0],[0,1]],"weights":[0.01,0.01]},
            {"type":"sampled","name":"Worker-1","unit":"seconds","startValue":1.5,"endValue":1.51,
            "samples":[[0]],"weights":[0.01]}]}
            """;

        Profile profile = new SpeedscopeReader().Read(Encoding.UTF8.GetBytes(PySpy));
        byte[] written = new SpeedscopeWriter().Write(profile);

        Assert.Equal([0L, 10_000_000, 1_500_000_000], Times(profile));
        Assert.Equal(
            [
                "MainThread 0-1510000000: 0-10000000 a, 10000000-20000000 a;b",
                "Worker-1 0-1510000000: 1500000000-1510000000 a",
            ],
            Tracks(written));
        ProfileAssert.Equal(
            profile,
            new SpeedscopeReader().Read(written),
            ProfileFacts.All & ~(ProfileFacts.Info | ProfileFacts.Order));
    }

    [Fact]
    public void The_axis_begins_with_the_recording_although_its_only_thread_starts_later()
    {
        Profile profile = Parse("type wall nanoseconds\nclock start\n", "sample 30 stack 1 time 1500\n");

        byte[] written = new SpeedscopeWriter().Write(profile);

        Assert.Equal(["[unknown] 0-1530: 1500-1530 a"], Tracks(written));
        Profile back = new SpeedscopeReader().Read(written);
        Assert.Equal((ProfileClock.RecordingStart, 1500L), (back.Info.Clock, back.Samples[0].Time));
        Assert.Equal(Tracks(written), Tracks(new SpeedscopeWriter().Write(back)));
    }

    [Theory]
    [InlineData("wall")]
    [InlineData("running")]
    [InlineData("offcpu")]
    public void Each_goroutine_is_at_its_time(string channel)
    {
        Profile profile = GoTraceSample.Read("go1.24.trace.gz", $"profile={channel}");

        foreach (string track in Tracks(new SpeedscopeWriter().Write(profile)))
        {
            Assert.Contains("goroutine ", track, StringComparison.Ordinal);
            Assert.Contains($" 0-{profile.Info.DurationNanoseconds}:", track, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Threads_of_a_nettrace_file_start_when_they_start_in_the_output_of_dotnet_trace()
    {
        Profile profile = FormatCases.Read(new CorpusFile("nettrace", "threads.nettrace.gz"));

        string[] tracks = Tracks(new SpeedscopeWriter().Write(profile));

        Assert.Equal(
            ["12347013", "65481915", "66898836", "75085490", "78975350"],
            tracks.Select(track => track.Split(": ")[1].Split('-')[0]));
        Assert.All(tracks, track => Assert.Contains(" 0-373286396: ", track, StringComparison.Ordinal));
    }

    [Fact]
    public void A_goroutine_has_one_track_although_its_entry_is_unknown_at_first()
    {
        Profile profile = Parse(
            "type wall nanoseconds\n",
            "labels 1: goroutine=1 entry=\"\"\nlabels 2: goroutine=1 entry=\"main.main\"\n"
            + "labels 3: goroutine=2\nsample 1 stack 1 labels 1 time 1\nsample 1 stack 1 labels 2 time 2\n"
            + "sample 1 stack 1 labels 3 time 2\n");

        Assert.Equal(["main.main (goroutine 1)", "goroutine 2"], Names(new SpeedscopeWriter().Write(profile)));
    }

    [Theory]
    [InlineData("go1.19.trace.gz")]
    [InlineData("go1.24.trace.gz")]
    [InlineData("go1.25.trace.gz")]
    public void The_states_of_goroutines_do_not_overlap(string file)
    {
        Profile profile = GoTraceSample.Read(file, "profile=wall");
        var context = new ConversionContext();

        byte[] written = new SpeedscopeWriter().Write(profile, context);

        Assert.Empty(context.Diagnostics.Counts);
        Assert.Equal(ColumnSums.Of(profile)[^1], ColumnSums.Of(new SpeedscopeReader().Read(written))[0]);
    }

    private static Profile Parse(string header, string rows) =>
        Profiles.Parse($"refold profile 1\n{header}{Tables}{rows}");

    private static IEnumerable<long> Times(Profile profile)
    {
        foreach (Sample sample in profile.Samples)
        {
            yield return sample.Time ?? -1;
        }
    }

    private static string[] Names(byte[] written)
    {
        using JsonDocument json = JsonDocument.Parse(written);
        return [.. json.RootElement.GetProperty("profiles").EnumerateArray()
            .Select(p => p.GetProperty("name").GetString()!)];
    }

    // "name start-end: from-to stack, from-to stack", without idle time and samples without a length.
    private static string[] Tracks(byte[] written)
    {
        using JsonDocument json = JsonDocument.Parse(written);
        string[] names = [.. json.RootElement.GetProperty("shared").GetProperty("frames").EnumerateArray()
            .Select(frame => frame.GetProperty("name").GetString()!)];
        return [.. json.RootElement.GetProperty("profiles").EnumerateArray().Select(p => TrackOf(p, names))];
    }

    private static string TrackOf(JsonElement profile, string[] names)
    {
        long now = profile.GetProperty("startValue").GetInt64();
        List<string> spans = [];
        foreach ((JsonElement stack, JsonElement weight) in profile.GetProperty("samples").EnumerateArray()
            .Zip(profile.GetProperty("weights").EnumerateArray()))
        {
            long end = now + weight.GetInt64();
            if (stack.GetArrayLength() > 0 && end > now)
            {
                IEnumerable<string> frames = stack.EnumerateArray().Select(frame => names[frame.GetInt32()]);
                spans.Add($"{now}-{end} {string.Join(';', frames)}");
            }

            now = end;
        }

        Assert.Equal(profile.GetProperty("endValue").GetInt64(), now);
        return $"{profile.GetProperty("name")} {profile.GetProperty("startValue")}-{now}: {string.Join(", ", spans)}";
    }
}
