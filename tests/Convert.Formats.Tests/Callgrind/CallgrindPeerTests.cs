using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Refold.Formats.Callgrind;
using Refold.Testing;
using Xunit;

namespace Refold.Formats.Tests.Callgrind;

/// <summary>
/// Comparisons with callgrind_annotate: its totals, self and inclusive costs of written files are the profile's, and
/// its self costs of Callgrind's files are those of the profiles read. They run if the program is on the PATH.
/// </summary>
public sealed partial class CallgrindPeerTests
{
    public static TheoryData<string, string> Written => new()
    {
        { "pprof", "go-cpu.pb.gz" },
        { "pprof", "go-heap.pb.gz" },
        { "pprof", "cpp-inlined.pb.gz" },
        { "pprof", "go-mutex.pb.gz" },
        { "perf-script", "two-events.perf" },
        { "folded", "recursion.folded" },
    };

    [Theory]
    [MemberData(nameof(Written))]
    public void Written_costs_of_each_function_are_those_of_the_profile(string format, string file)
    {
        string program = Find();
        Profile profile = FormatCases.Read(new CorpusFile(format, file));
        using var folder = new TemporaryFolder();
        string path = folder["out.callgrind"];
        File.WriteAllBytes(path, new CallgrindWriter().Write(profile));
        (Dictionary<string, long[]> flat, Dictionary<string, long[]> cum) = CostsOf(profile);

        Dictionary<string, long[]> self = Run(program, path, "no");
        Dictionary<string, long[]> inclusive = Run(program, path, "yes");

        Assert.Equal(ColumnSums.Of(profile).Select(s => (long)s), self[""]);
        Check(flat, Levels(self, isSum: true));
        Check(cum, Levels(inclusive, isSum: false));
    }

    [Theory]
    [InlineData("recursion.callgrind.out")]
    [InlineData("instructions.callgrind.out")]
    public void Self_costs_that_are_read_are_those_of_callgrind_annotate(string file)
    {
        string program = Find();
        var corpus = new CorpusFile("callgrind", file);
        var options = new CallgrindOptions { Stacks = false };
        (Dictionary<string, long[]> flat, _) = CostsOf(new CallgrindReader(options).Read(corpus.ReadBytes()));

        Dictionary<string, long[]> self = Run(program, corpus.FullPath, "no");

        Assert.NotEmpty(flat);
        Check(flat, Levels(self, isSum: true));
    }

    [Theory]
    [InlineData("recursion.callgrind.out")]
    [InlineData("instructions.callgrind.out")]
    public void Costs_of_the_stacks_that_are_read_are_those_of_callgrind_annotate(string file)
    {
        string program = Find();
        var corpus = new CorpusFile("callgrind", file);
        Profile profile = new CallgrindReader(new CallgrindOptions { Calls = false }).Read(corpus.ReadBytes());
        (Dictionary<string, long[]> flat, _) = CostsOf(profile);
        Dictionary<string, long> inclusive = InclusiveByName(profile);

        Dictionary<string, long[]> self = Run(program, corpus.FullPath, "no");
        Dictionary<string, long[]> entered = Levels(Run(program, corpus.FullPath, "yes"), isSum: false);

        Check(flat, Levels(self, isSum: true));

        // Of functions that call each other, callgrind_annotate counts a cost once for each level.
        foreach (IGrouping<string, long> found in entered
            .GroupBy(e => e.Key[(e.Key.LastIndexOf(':') + 1)..], e => e.Value[0])
            .Where(f => inclusive.ContainsKey(f.Key)))
        {
            // Functions of one name in several binaries call each other: callgrind_annotate has a sum for each.
            bool isRecursive = found.Key is "" or "deep" or "even" or "odd" or "ping" or "pong";
            long tolerance = isRecursive ? long.MaxValue / 4 : self[""][0] / 1000;
            long cost = inclusive.GetValueOrDefault(found.Key);
            Assert.InRange(cost, found.Max() - tolerance, found.Sum() + tolerance);
        }
    }

    private static Dictionary<string, long> InclusiveByName(Profile profile)
    {
        var sums = new Dictionary<string, long>();
        foreach (Sample sample in profile.Samples)
        {
            var names = new HashSet<string>();
            foreach (LocationId location in profile[sample.Stack])
            {
                names.Add(profile.Text(profile[profile[location].Lines[0].Function].Name));
            }

            foreach (string name in names)
            {
                sums[name] = sums.GetValueOrDefault(name) + sample[0];
            }
        }

        return sums;
    }

    private static void Check(Dictionary<string, long[]> expected, Dictionary<string, long[]> actual)
    {
        foreach ((string name, long[] costs) in expected.Where(e => e.Value.Any(v => v != 0)))
        {
            Assert.True(actual.ContainsKey(name), $"callgrind_annotate has no {name}");
            Assert.True(
                costs.SequenceEqual(actual[name]),
                $"{name}: {string.Join(' ', costs)}, {string.Join(' ', actual[name])}");
        }
    }

    // The costs by "file:name", as callgrind_annotate shows functions; a sample counts once for a recursive function.
    // Functions without symbol have other names there, and functions of several binaries are several functions there,
    // so neither is compared.
    private static (Dictionary<string, long[]> Flat, Dictionary<string, long[]> Cum) CostsOf(Profile profile)
    {
        int width = profile.SampleTypes.Count;
        var flat = new Dictionary<string, long[]>();
        var cum = new Dictionary<string, long[]>();
        foreach (Sample sample in profile.Samples)
        {
            var seen = new HashSet<string>();
            foreach (LocationId location in profile[sample.Stack])
            {
                foreach (Line line in profile[location].Lines)
                {
                    string name = NameOf(profile, line.Function);
                    Add(seen.Count == 0 ? flat : null, name, sample, width);
                    Add(seen.Add(name) ? cum : null, name, sample, width);
                }

                if (profile[location].Lines.IsEmpty)
                {
                    seen.Add("");
                }
            }
        }

        return (flat, cum);
    }

    private static void Add(Dictionary<string, long[]>? costs, string name, Sample sample, int width)
    {
        if (costs is null)
        {
            return;
        }

        if (!costs.TryGetValue(name, out long[]? sums))
        {
            sums = new long[width];
            costs.Add(name, sums);
        }

        for (int i = 0; i < width; i++)
        {
            sums[i] += sample[i];
        }
    }

    private static string NameOf(Profile profile, FunctionId id)
    {
        string file = profile.Text(profile[id].File);
        return $"{(file.Length == 0 ? "???" : file)}:{profile.Text(profile[id].Name)}";
    }

    // For f and f'2: the sum of both, or the cost of f alone, which includes that of f'2.
    private static Dictionary<string, long[]> Levels(Dictionary<string, long[]> costs, bool isSum)
    {
        var sums = new Dictionary<string, long[]>();
        foreach ((string name, long[] values) in costs.OrderBy(c => c.Key.Length))
        {
            string plain = Level().Replace(name, "");
            if (!sums.TryGetValue(plain, out long[]? before))
            {
                sums.Add(plain, values);
            }
            else if (isSum)
            {
                sums[plain] = [.. before.Zip(values, (a, b) => a + b)];
            }
        }

        return sums;
    }

    private static Dictionary<string, long[]> Run(string program, string path, string inclusive)
    {
        string[] arguments = ["--threshold=100", "--show-percs=no", "--auto=no", $"--inclusive={inclusive}", path];
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, errors.Result);
        var costs = new Dictionary<string, long[]>();
        foreach (Match match in Row().Matches(text))
        {
            long[] values = [.. match.Groups[1].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Number)];
            string name = match.Groups[2].Value;
            name = name.StartsWith("PROGRAM TOTALS", StringComparison.Ordinal) ? "" : Binary().Replace(name, "");
            costs[name] = costs.TryGetValue(name, out long[]? before)
                ? [.. before.Zip(values, (a, b) => a + b)]
                : values;
        }

        return costs;
    }

    private static long Number(string text)
    {
        const NumberStyles style = NumberStyles.AllowThousands | NumberStyles.AllowLeadingSign;
        return text == "." ? 0 : long.Parse(text, style, CultureInfo.InvariantCulture);
    }

    private static string Find() => Judges.Require("callgrind_annotate");

    [GeneratedRegex(@"^ *((?:-?\d[\d,]*|\.)(?: +(?:-?\d[\d,]*|\.))*)  ?(?! )(.+)$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"'\d+$")]
    private static partial Regex Level();

    // The binary in brackets after a function.
    [GeneratedRegex(@" \[[^\]]*\]+$")]
    private static partial Regex Binary();
}
