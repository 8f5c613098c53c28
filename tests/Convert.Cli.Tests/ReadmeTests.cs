using System.Text.RegularExpressions;
using Refold.Formats;
using Refold.Testing;
using Xunit;

namespace Refold.Cli.Tests;

/// <summary>README.md says what is: its commands and its code run, its table is that of the formats.</summary>
public sealed partial class ReadmeTests
{
    private const long NanosecondsOfRecording = 591_836_727; // corpus/perf-script/README.md

    public static TheoryData<string> ShellCommands => [.. ReadmePage.Commands.Where(c => !Builds(c))];

    public static TheoryData<string> BuildCommands => [.. ReadmePage.Commands.Skip(2).Where(Builds)];

    public static TheoryData<string> Links => [.. ReadmePage.Links];

    [Theory]
    [MemberData(nameof(ShellCommands))]
    public void A_command_of_the_readme_runs(string command)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no /bin/sh: the command did not run.");
        if (command.Contains("flamegraph.pl"))
        {
            Judges.Require("flamegraph.pl");
        }

        string[] outputs = [.. Output().Matches(command).Select(o => o.Groups[1].Value)];
        using var shell = new ReadmeShell(outputs);

        (int exitCode, string output, string errors) = shell.Run(command);

        Assert.True(exitCode == 0, errors);
        Assert.DoesNotContain("error", errors);
        Assert.Equal(outputs.Length == 0, output.Length > 0);
        Assert.All(outputs, name => CheckOutput(name, shell[name]));
    }

    [Fact]
    public void The_two_commands_of_the_start_run_in_continuous_integration()
    {
        string script = File.ReadAllText(Repository.Path(".ci", "run"));

        Assert.StartsWith("dotnet run ", ReadmePage.Commands[0]);
        Assert.StartsWith("dotnet test ", ReadmePage.Commands[1]);
        Assert.Contains("\nreadme '^dotnet run '\n", script);
        Assert.Contains("\nreadme '^dotnet test ' ", script);
    }

    // These would rebuild the running program.
    [Theory]
    [MemberData(nameof(BuildCommands))]
    public void A_command_that_builds_runs_in_continuous_integration(string command) =>
        Assert.Contains(command, File.ReadAllText(Repository.Path(".github", "workflows", "ci.yml")));

    [Fact]
    public void The_example_of_the_library_is_a_project_that_is_compiled() =>
        Assert.Equal(
            ReadmePage.Example,
            File.ReadAllLines(Repository.Path("docs", "examples", "TopFunctions", "Program.cs")));

    [Fact]
    public void The_example_of_the_library_prints_the_functions_and_writes_both_profiles()
    {
        using var folder = new TemporaryFolder();

        RunResult result = RefoldProgram.RunOther(
            "dotnet",
            folder.Path,
            ExampleProgram("TopFunctions"),
            ReadmeShell.Recording,
            "area",
            "made.speedscope.json",
            "flame.svg");

        Assert.Equal("", result.Error);
        Assert.Equal(
            """
            163265304 of 591836727 nanoseconds
               163265304    163265304  main.(*poly).area
                       0    163265304  main.burn
                       0    163265304  main.main
            thread go-burn: 163265304 nanoseconds
                main.(*poly).area :0
                main.burn :0
                main.main :0

            """,
            result.Text.ReplaceLineEndings("\n"));
        Assert.Equal(10, Total(folder["made.speedscope.json"]));
        CheckOutput("flame.svg", folder["flame.svg"]);
    }

    [Fact]
    public void The_table_of_formats_matches_their_declarations() =>
        Assert.Equal(
            BuiltInFormats.All.Formats.OrderBy(f => f.Name, StringComparer.Ordinal).Select(Row), ReadmePage.FormatRows);

    [Theory]
    [MemberData(nameof(Links))]
    public void A_link_has_a_target(string path) => Assert.True(Path.Exists(Repository.Path(path)), path);

    [Fact]
    public void The_notices_name_every_package()
    {
        string notices = File.ReadAllText(Repository.Path("THIRD-PARTY-NOTICES"));
        string versions = File.ReadAllText(Repository.Path("Directory.Packages.props"));

        string[] packages = [.. Package().Matches(versions).Select(package => package.Groups[1].Value)];

        Assert.NotEmpty(packages);
        Assert.All(packages, name => Assert.Contains(name, notices));
    }

    private static bool Builds(string command) =>
        command.StartsWith("dotnet ", StringComparison.Ordinal)
        && !command.StartsWith("dotnet run", StringComparison.Ordinal);

    private static void CheckOutput(string name, string path)
    {
        switch (name)
        {
            case "cpu.pb.gz":
                Assert.Equal(NanosecondsOfRecording, Total(path));
                break;
            case "both.pb.gz":
                Assert.Equal(2 * NanosecondsOfRecording, Total(path));
                break;
            case "diff.pb.gz":
                Assert.Equal(0, Total(path));
                break;
            case "graph.dot":
                Assert.Contains("tooltip=\"main.(*poly).area (", File.ReadAllText(path));
                break;
            case "area.svg":
                Assert.Contains("<title>main.(*poly).area (", File.ReadAllText(path));
                Assert.DoesNotContain("<title>runtime.", File.ReadAllText(path));
                break;
            case "waits.svg":
                Assert.Contains("<title>main.mutexFight (", File.ReadAllText(path));
                break;
            case "app.speedscope.json":
                Assert.Contains("Example.Events.Threads.Sum(int)", File.ReadAllText(path));
                break;
            case "alloc.pb.gz":
                Assert.Equal(48_199_473, Total(path));
                break;
            case "cpu.svg" or "flame.svg":
                Assert.Contains("<title>main.(*poly).area (", File.ReadAllText(path));
                break;
            default:
                Assert.Fail($"The test does not know what to expect of {name}.");
                break;
        }
    }

    private static long Total(string path)
    {
        Profile profile = ProfileFile.Read(path);
        long total = 0;
        foreach (Sample sample in profile.Samples)
        {
            total += sample[profile.DefaultSampleType];
        }

        return total;
    }

    // Beside the folder of these tests, built in the same configuration.
    private static string ExampleProgram(string name)
    {
        string own = AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar);
        return Path.Combine(Repository.Path("artifacts", "bin"), name, Path.GetFileName(own), $"{name}.dll");
    }

    private static string Row(ProfileFormat format)
    {
        string folder = format.GetType().Namespace!.Split('.')[^1];
        string reads = format.CanRead ? " ●" : "";
        string writes = format.CanWrite ? " ●" : "";
        string link = $"[{format.Name}](src/Convert.Formats/{folder}/README.md)";
        return $"| {link} |{reads} |{writes} | {FactNames.List(format.Keeps)} |";
    }

    // The files named by -o and by redirections.
    [GeneratedRegex("(?:-o|>) ([^ ]+)")]
    private static partial Regex Output();

    [GeneratedRegex("<PackageVersion Include=\"([^\"]+)\"")]
    private static partial Regex Package();
}
