using System.Text.RegularExpressions;
using Refold.Testing;
using Xunit;

namespace Refold.Cli.Tests;

/// <summary>The commands of the formats' pages run as they stand, on files of the corpus.</summary>
public sealed partial class FormatPageTests
{
    // The files that the pages name, and their replacements.
    private static readonly Dictionary<string, string> Inputs = new()
    {
        ["heap.pb.gz"] = "pprof/go-heap.pb.gz",
        ["main.folded"] = "folded/csharp.folded",
        ["cpu.refold.txt"] = "text/everything.refold.txt",
        ["measured.csv"] = "csv/spreadsheet.csv",
        ["callgrind.out.1234"] = "callgrind/instructions.callgrind.out",
        ["app.speedscope.json"] = "nettrace/everything.nettrace.gz",
        ["app.etlx"] = "etlx/everything.etlx.gz",
    };

    private static readonly string[] Programs = ["dot", "callgrind_annotate"];

    public static TheoryData<string, string> Commands()
    {
        var commands = new TheoryData<string, string>();
        foreach (string page in Directory.EnumerateFiles(
            Repository.Path(
                "src", "Convert.Formats"), "README.md", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            string format = Path.GetFileName(Path.GetDirectoryName(page))!;
            foreach (Match command in Command().Matches(File.ReadAllText(page)))
            {
                commands.Add(format, command.Groups[1].Value.Split(" #")[0].Trim());
            }
        }

        return commands;
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_command_of_a_page_runs(string format, string command)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no /bin/sh: the command did not run.");
        Assert.SkipWhen(
            format == "Etlx" && RefoldProgram.Native is not null, "native programs do not read etlx, as the page says");
        foreach (string program in Programs.Where(p => NeedsProgram(command, p)))
        {
            Judges.Require(program);
        }

        string[] outputs = [.. Output().Matches(command).Select(o => o.Groups[1].Value)];
        using var shell = new ReadmeShell(outputs);
        foreach ((string name, string source) in Inputs.Where(i => !outputs.Contains(i.Key)))
        {
            WriteInput(shell[name], Repository.Path(["corpus", .. source.Split('/')]));
        }

        (int exitCode, _, string errors) = shell.Run(command);

        Assert.True(exitCode == 0, errors);
        Assert.DoesNotContain("error", errors, StringComparison.Ordinal);
        Assert.All(outputs, name => Assert.True(new FileInfo(shell[name]).Length > 0));
    }

    [Fact]
    public void Most_pages_have_commands() =>
        Assert.True(Commands().Select(c => c.Data.Item1).Distinct().Count() >= 9);

    private static bool NeedsProgram(string command, string program) => program == "dot"
        ? command.Contains(".png", StringComparison.Ordinal) || command.Contains(".pdf", StringComparison.Ordinal)
            || command.Contains("--to callgraph", StringComparison.Ordinal)
        : command.Contains(program, StringComparison.Ordinal);

    // Files that are not in the corpus are created by converting one.
    private static void WriteInput(string path, string source)
    {
        if (path.EndsWith(".speedscope.json", StringComparison.Ordinal))
        {
            RunResult result = RefoldProgram.Built.Run(Path.GetTempPath(), [source, "-o", path, "--quiet"]);
            Assert.Equal(0, result.ExitCode);
            return;
        }

        File.Copy(source, path);
    }

    [GeneratedRegex(@"^(?: {4})?((?:perf script[^\n|]*\| )?refold (?!profile \d)[^\n]*)$", RegexOptions.Multiline)]
    private static partial Regex Command();

    [GeneratedRegex(@" -o (?!-)(\S+)")]
    private static partial Regex Output();
}
