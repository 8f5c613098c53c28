using System.Diagnostics;
using System.Text.RegularExpressions;
using Refold.Formats.FlameGraph;
using Refold.Formats.Folded;
using Refold.Testing;
using Xunit;

namespace Refold.Formats.Tests.FlameGraph;

/// <summary>
/// Compares graphs of the folded files of the corpus with those of flamegraph.pl: titles, positions, sizes, colours and
/// labels of all frames, and the elements around them, are equal in every character. Skipped unless flamegraph.pl is on
/// the PATH or named by REFOLD_FLAMEGRAPH_PL.
/// </summary>
public sealed partial class FlameGraphPeerTests
{
    private static readonly string[] Files =
    [
        "threads", "nanoseconds", "dwarf-inlined", "java", "node", "csharp", "go", "deep-127", "kernel", "annotated",
        "system-wide", "comm-pid-tid", "recursion", "one-frame", "suffixes", "blanks-in-frames", "unicode",
        "two-columns", "thread-roots",
    ];

    [Theory]
    [InlineData("")]
    [InlineData("hash")]
    [InlineData("reverse")]
    [InlineData("inverted")]
    [InlineData("flamechart title=x")]
    [InlineData("negate")]
    [InlineData("colors=java")]
    [InlineData("colors=js")]
    [InlineData("colors=perl hash")]
    [InlineData("colors=mem")]
    [InlineData("colors=io hash")]
    [InlineData("colors=wakeup")]
    [InlineData("colors=red")]
    [InlineData("colors=green")]
    [InlineData("colors=blue")]
    [InlineData("colors=aqua")]
    [InlineData("colors=yellow")]
    [InlineData("colors=purple")]
    [InlineData("colors=orange")]
    [InlineData("width=997 height=21 fontsize=11.5 fontwidth=0.6")]
    [InlineData("minwidth=2% subtitle=second")]
    [InlineData("minwidth=17.3")]
    [InlineData("reverse inverted")]
    [InlineData("reverse negate colors=mem hash")]
    [InlineData("flamechart inverted")]
    [InlineData("bgcolors=blue notes=remark encoding=UTF-8")]
    [InlineData("bgcolors=#0a1B2c title=head subtitle=second nametype=Name:")]
    [InlineData("total=999999999 countname=ticks")]
    [InlineData("factor=3 countname=ticks")]
    public void Pictures_equal_those_of_flamegraph_pl(string options)
    {
        string script = FindScript();

        // flamegraph.pl ignores the factor in the percentage of a change.
        bool hasFactor = options.Contains("factor", StringComparison.Ordinal);
        foreach (string file in Files.Where(f => !hasFactor || f != "two-columns"))
        {
            string path = Repository.Path("corpus", "folded", file + ".folded");
            string[] pairs = options.Split(' ', StringSplitOptions.RemoveEmptyEntries);

            string perl = Run(script, [.. pairs.Select(p => "--" + p), path]);
            string ours = Draw(path, [.. pairs, "legend=false"]);
            string[] expected = [.. Around(perl), .. Frames(perl)];
            string[] actual = [.. Around(ours), .. Frames(ours)];

            Assert.True(expected.SequenceEqual(actual), $"{file} {options}: {Difference(expected, actual)}");
        }
    }

    [Fact]
    public void Wakers_have_the_colours_of_flamegraph_pl()
    {
        string file = Path.GetTempFileName();
        File.WriteAllText(file, "a;b;--;c;d 3\na;b;--;c;--;e 2\na;f;--;g 1\n");
        string script = FindScript();

        string[] expected = Frames(Run(script, ["--colors=chain", file]));
        string[] actual = Frames(Draw(file, ["colors=chain"]));

        File.Delete(file);
        Assert.Equal(expected, actual);
    }

    [Fact]
    public void A_palette_map_written_by_flamegraph_pl_is_read()
    {
        string script = FindScript();
        DirectoryInfo folder = Directory.CreateTempSubdirectory("refold-test-");
        string input = Repository.Path("corpus", "folded", "csharp.folded");
        string[] expected = Frames(Run(script, ["--cp", "--colors=aqua", input], folder.FullName));
        string map = Path.Combine(folder.FullName, "palette.map");
        string written = File.ReadAllText(map);

        string[] actual = Frames(Draw(input, ["cp=" + map]));

        Assert.Equal(expected, actual);
        Assert.Equal(written, File.ReadAllText(map));
        folder.Delete(recursive: true);
    }

    private static string FindScript()
    {
        Judges.Require("perl");
        string script = Environment.GetEnvironmentVariable("REFOLD_FLAMEGRAPH_PL") is { Length: > 0 } named
            ? named
            : Judges.Require("flamegraph.pl");
        if (!File.ReadAllText(script).Contains("{id => \"frames\"}", StringComparison.Ordinal))
        {
            // Devel::NYTProf contains a version of 2015, whose pictures are different.
            Judges.Miss("flamegraph.pl");
        }

        return script;
    }

    private static string Run(string script, IEnumerable<string> arguments, string? folder = null)
    {
        var start = new ProcessStartInfo("perl", [script, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? Path.GetTempPath(),
        };
        using Process process = Process.Start(start)!;
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginErrorReadLine();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output;
    }

    private static string Draw(string path, string[] pairs)
    {
        var format = new FlameGraphFormat();
        IProfileWriter writer = format.CreateWriter(FormatOptions.Parse(pairs, format.Options));
        var context = new ConversionContext { Request = writer.Request };
        return writer.WriteText(new FoldedReader().Read(File.ReadAllBytes(path), context));
    }

    // The only intended difference: in flamegraph.pl the root has no label.
    private static string[] Frames(string svg) =>
        [.. Frame().Matches(svg[svg.IndexOf("<g id=\"frames\">", StringComparison.Ordinal)..])
            .Select(m => m.Value.Replace(">all</text>", "></text>", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)];

    // The declaration, notes, background and the texts around the frames.
    private static IEnumerable<string> Around(string svg) => PartOfHead()
        .Matches(svg[..svg.IndexOf("<g id=\"frames\">", StringComparison.Ordinal)]).Select(m => m.Value);

    private static string Difference(string[] expected, string[] actual) =>
        $"only flamegraph.pl has {string.Join('\n', expected.Except(actual).Take(2))}\n"
        + $"only Refold has {string.Join('\n', actual.Except(expected).Take(2))}";

    [GeneratedRegex(
        @"^\s*(<\?xml |<!DOCTYPE |<svg |<!-- NOTES|<linearGradient |<stop |<rect |<text ).*$", RegexOptions.Multiline)]
    private static partial Regex PartOfHead();

    [GeneratedRegex(@"<g >\n.*?</g>\n", RegexOptions.Singleline)]
    private static partial Regex Frame();
}
