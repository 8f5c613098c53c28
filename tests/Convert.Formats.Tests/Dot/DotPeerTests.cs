using System.Diagnostics;
using System.Text.RegularExpressions;
using Refold.Formats.Dot;
using Refold.Testing;
using Xunit;

namespace Refold.Formats.Tests.Dot;

/// <summary>
/// Graphviz accepts the written graphs, and their nodes and edges equal those of <c>go tool pprof -dot</c>. A test runs
/// if its program is on the PATH.
/// </summary>
public sealed partial class DotPeerTests
{
    private static readonly string[] Odd =
    [
        "diff.pb.gz", // arrows whose values cancel out
        "extreme-values.pb", // sums beyond 63 bits
        "cut-in-strings.pb", "zeros-after-gzip.pb.gz", "rows-missing.pb", "rows-twice.pb", // rejected or read otherwise
        "zero-function-ids.pb", "too-few-values.pb", "too-many-values.pb", "joined-with-times.pb", // pprof rejects them
        "joined.pb", "no-sample-types.pb", // pprof reads names of the second profile, or nothing
    ];

    public static TheoryData<string> Written =>
        [.. CorpusFile.Good("pprof").Where(f => !Odd.Contains(f.Name)).Select(f => f.Name)];

    [Theory]
    [InlineData("svg", "<svg ")]
    [InlineData("png", "PNG")]
    [InlineData("pdf", "%PDF")]
    public void Graphviz_draws_pictures(string kind, string mark)
    {
        Need("dot");
        Profile profile = FormatCases.Read(new CorpusFile("pprof", "go-cpu.pb.gz"));

        byte[] picture = new DotPictureWriter(new DotOptions(), kind).Write(profile);

        Assert.Contains(mark, System.Text.Encoding.Latin1.GetString(picture), StringComparison.Ordinal);
    }

    [Fact]
    public void Graphviz_accepts_the_graphs_of_all_files()
    {
        Need("dot");
        foreach (CorpusFile file in BuiltInFormats.All.Formats.SelectMany(f => CorpusFile.Good(f.Name)))
        {
            Profile profile = FormatCases.Read(file);

            // The only layout that is fast for any graph; syntax errors are reported, too.
            string said = Run("dot", ["-Tcanon"], new DotWriter().Write(profile));

            Assert.StartsWith("digraph", said, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Written))]
    public void Nodes_and_edges_equal_those_of_pprof(string file)
    {
        Need("go");
        string path = new CorpusFile("pprof", file).FullPath;
        (string Ours, string Theirs)[] options =
        [
            ("nodecount=80", "-nodecount=80"), ("nodecount=12", "-nodecount=12"),
            ("nodefraction=0.05", "-nodefraction=0.05"),
            ("edgefraction=0.05", "-edgefraction=0.05"), ("nodes=lines", "-lines"), ("nodes=files", "-files"),
            ("nodes=filefunctions", "-filefunctions"), ("nodes=addresses", "-addresses"),
        ];

        // pprof shows a file once for each line at which a function of it begins, if that is known.
        bool isMade = !file.EndsWith(".gz", StringComparison.Ordinal);
        foreach ((string ours, string theirs) in options.Where(o => !isMade || o.Ours != "nodes=files"))
        {
            string[] expected = Facts(Run("go", ["tool", "pprof", "-dot", "-symbolize=none", theirs, path], []));
            var format = new DotFormat();
            IProfileWriter writer = format.CreateWriter(FormatOptions.Parse([ours], format.Options));

            string[] actual = Facts(writer.WriteText(ProfileFile.Read(path)));

            Assert.True(expected.SequenceEqual(actual), $"{ours}: {Difference(expected, actual)}");
        }
    }

    private static string Difference(string[] expected, string[] actual) =>
        $"only pprof: {string.Join(" | ", expected.Except(actual))}, "
            + $"only here: {string.Join(" | ", actual.Except(expected))}";

    // Nodes are compared by label and size, edges by the labels of their ends, since numbers may differ.
    private static string[] Facts(string graph)
    {
        Dictionary<string, string> labels = Node().Matches(graph)
            .ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Value);
        IEnumerable<string> nodes = Node().Matches(graph).Select(m => $"{m.Groups[2]} {m.Groups[3]}");
        IEnumerable<string> edges = Edge().Matches(graph)
            .Select(m => $"{labels[m.Groups[1].Value]} -> {labels[m.Groups[2].Value]} {m.Groups[3]}");
        return [.. nodes.Concat(edges).Order(StringComparer.Ordinal)];
    }

    private static void Need(string program) => Judges.Require(program);

    private static string Run(string program, IEnumerable<string> arguments, byte[] input)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> complaints = process.StandardError.ReadToEndAsync();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        process.StandardInput.BaseStream.Write(input);
        process.StandardInput.Close();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, complaints.Result);
        return output.Result;
    }

    [GeneratedRegex("^(N\\d+) \\[label=\"((?:[^\"\\\\]|\\\\.)*)\" id=\"node\\d+\" (.*)\\]$", RegexOptions.Multiline)]
    private static partial Regex Node();

    [GeneratedRegex("^(N\\d+) -> (N\\d+) \\[(.*)\\]$", RegexOptions.Multiline)]
    private static partial Regex Edge();
}
