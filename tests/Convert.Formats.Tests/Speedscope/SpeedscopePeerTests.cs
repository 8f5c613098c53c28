using System.Diagnostics;
using System.Text.Json;
using Refold.Formats.Speedscope;
using Refold.Testing;
using Xunit;

namespace Refold.Formats.Tests.Speedscope;

/// <summary>
/// Comparisons with speedscope: its own importer, run in Node, finds the stacks and weights of written files, and these
/// follow its published schema. They run if Node is on the PATH and the npm package <c>speedscope</c> is among its
/// global packages or in the folder <c>REFOLD_SPEEDSCOPE_DIR</c>.
/// </summary>
public sealed class SpeedscopePeerTests
{
    // Larger numbers are not exact in JavaScript.
    private const long MaxExact = 1L << 53;

    [Fact]
    public void Speedscope_finds_the_stacks_and_weights_that_are_written()
    {
        string package = FindPackage();
        using var folder = new TemporaryFolder();
        List<string> paths = [];
        foreach (CorpusFile file in BuiltInFormats.All.Formats.SelectMany(f => CorpusFile.Good(f.Name)))
        {
            Profile profile = FormatCases.Read(file);
            if (IsExact(profile))
            {
                paths.Add(folder[$"{paths.Count}.speedscope.json"]);
                File.WriteAllBytes(paths[^1], new SpeedscopeWriter().Write(profile));
            }
        }

        JsonElement[] answers = Judge(package, paths);

        Assert.True(paths.Count > 50, "too few files were compared");
        Assert.Equal(paths.Count, answers.Length);
        for (int i = 0; i < paths.Count; i++)
        {
            Check(paths[i], answers[i]);
        }
    }

    [Fact]
    public void A_thread_lasts_as_long_as_in_the_own_import_of_perf_script()
    {
        string package = FindPackage();
        using var folder = new TemporaryFolder();
        var file = new CorpusFile("perf-script", "threads.perf");
        string text = folder["threads.perf"];
        string written = folder["threads.speedscope.json"];
        File.WriteAllBytes(text, file.ReadBytes());
        File.WriteAllBytes(written, new SpeedscopeWriter().Write(FormatCases.Read(file)));

        JsonElement[] answers = Judge(package, [text, written]);

        Assert.Equal(4, answers[1].GetProperty("profiles").GetArrayLength());
        Assert.Equal(Lengths(answers[0], 1e6), Lengths(answers[1], 1e-3));
    }

    [Fact]
    public void The_comparison_detects_invalid_files()
    {
        string package = FindPackage();
        using var folder = new TemporaryFolder();
        string path = folder["wrong.speedscope.json"];
        File.WriteAllText(
            path,
            """
            {"$schema":"https://www.speedscope.app/file-format-schema.json","shared":{"frames":[{"name":1}]},
            "profiles":[{"type":"sampled","name":"t","unit":"none","startValue":0,"endValue":1,
            "samples":[[0]],"weights":[-1]}]}
            """);

        JsonElement answer = Judge(package, [path])[0];

        Assert.Equal("$.shared.frames[0].name: expected string", answer.GetProperty("schema").GetString());
        Assert.Equal("Samples must have positive weights", answer.GetProperty("error").GetString());
    }

    // In microseconds. The own import begins each thread at 0.
    private static IEnumerable<long> Lengths(JsonElement answer, double factor) =>
        answer.GetProperty("profiles").EnumerateArray().Select(profile => profile.GetProperty("ends")).Select(
            ends => (long)Math.Round((ends[1].GetDouble() - ends[0].GetDouble()) * factor));

    private static bool IsExact(Profile profile)
    {
        foreach (Sample sample in profile.Samples)
        {
            for (int type = 0; type < profile.SampleTypes.Count; type++)
            {
                if (sample[type] is < 0 or > MaxExact)
                {
                    return false;
                }
            }
        }

        return ColumnSums.Of(profile).All(sum => sum <= MaxExact);
    }

    // Compares the stacks of all profiles together with Refold's: a profile is a sample type or a thread.
    private static void Check(string path, JsonElement answer)
    {
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("schema").ValueKind);
        byte[] written = File.ReadAllBytes(path);
        Dictionary<string, Int128> expected = written.AsSpan().IndexOf("\"gaps\":true"u8) >= 0
            ? WeightsOf(written)
            : StacksOf(new SpeedscopeReader().Read(written));
        if (answer.TryGetProperty("error", out JsonElement error))
        {
            Assert.Fail($"{Path.GetFileName(path)}: {error.GetString()}");
        }

        var actual = new Dictionary<string, Int128>();
        foreach (JsonElement stack in answer.GetProperty("profiles").EnumerateArray()
            .SelectMany(profile => profile.GetProperty("stacks").EnumerateArray()))
        {
            IEnumerable<string?> frames = stack.GetProperty("stack").EnumerateArray().Select(name => name.GetString());
            string names = string.Join('\n', frames);
            actual[names] = actual.GetValueOrDefault(names) + stack.GetProperty("weight").GetInt64();
        }

        Assert.True(
            expected.Count == actual.Count && !expected.Except(actual).Any(),
            $"{Path.GetFileName(path)}: only in Refold {Show(expected.Except(actual))}; "
            + $"only in speedscope {Show(actual.Except(expected))}");
    }

    private static string Show(IEnumerable<KeyValuePair<string, Int128>> stacks) =>
        string.Join(", ", stacks.Take(5).Select(s => $"{s.Key.Replace('\n', ';')} {s.Value}"));

    // On a time axis, weights are durations, which Refold reads as times.
    private static Dictionary<string, Int128> WeightsOf(byte[] written)
    {
        using JsonDocument json = JsonDocument.Parse(written);
        string[] names = [.. json.RootElement.GetProperty("shared").GetProperty("frames").EnumerateArray()
            .Select(frame => frame.GetProperty("name").GetString()!)];
        var sums = new Dictionary<string, Int128>();
        foreach (JsonElement profile in json.RootElement.GetProperty("profiles").EnumerateArray())
        {
            IEnumerable<(JsonElement Stack, JsonElement Weight)> samples =
                profile.GetProperty("samples").EnumerateArray().Zip(profile.GetProperty("weights").EnumerateArray());
            foreach ((JsonElement stack, JsonElement weight) in samples)
            {
                string key = string.Join('\n', stack.EnumerateArray().Select(frame => names[frame.GetInt32()]));
                Add(sums, key, weight.GetInt64());
            }
        }

        return sums;
    }

    private static void Add(Dictionary<string, Int128> sums, string stack, Int128 value)
    {
        if (stack.Length > 0 && value != 0)
        {
            sums[stack] = sums.GetValueOrDefault(stack) + value;
        }
    }

    private static Dictionary<string, Int128> StacksOf(Profile profile)
    {
        var sums = new Dictionary<string, Int128>();
        foreach (Sample sample in profile.Samples)
        {
            Int128 sum = 0;
            for (int type = 0; type < profile.SampleTypes.Count; type++)
            {
                sum += sample[type];
            }

            Add(sums, string.Join('\n', sample.Frames.Reverse()), sum);
        }

        return sums;
    }

    private static JsonElement[] Judge(string package, IEnumerable<string> paths)
    {
        string script = Repository.Path("tests", "Convert.Formats.Tests", "Speedscope", "speedscope-judge.js");
        string output = Run("node", [script, package, .. paths]);
        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonSerializer.Deserialize<JsonElement>(line))];
    }

    private static string FindPackage()
    {
        Judges.Require("node");
        string[] folders =
        [
            Environment.GetEnvironmentVariable("REFOLD_SPEEDSCOPE_DIR") ?? "",
            "/usr/local/lib/node_modules/speedscope", "/usr/lib/node_modules/speedscope",
        ];
        string? found = folders.FirstOrDefault(
            f => File.Exists(Path.Combine(f, "dist/release/file-format-schema.json")));
        if (found is null)
        {
            Judges.Miss("speedscope");
        }

        return found;
    }

    private static string Run(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, errors.Result);
        return output;
    }
}
