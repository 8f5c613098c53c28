using System.Text;
using Refold.Testing;
using Xunit;

namespace Refold.Cli.Tests;

/// <summary>Pipes, devices and other things that only a real shell brings about.</summary>
public sealed class ShellTests
{
    private static readonly byte[] Folded = "main;b 2\nmain;a 1\n"u8.ToArray();

    [Fact]
    public void A_closed_pipe_ends_the_output_silently()
    {
        using var folder = new TemporaryFolder();
        folder.Write("in.folded", Encoding.UTF8.GetBytes(ManyStacks(50_000)));

        RunResult result = Bash(folder, "{0} in.folded --to folded | head -n 1; echo ${PIPESTATUS[0]}");

        Assert.Equal("main;step0 1\n0\n", result.Text);
        Assert.Equal("", result.Error);
    }

    [Fact]
    public void Standard_output_by_its_path_is_appended_to()
    {
        using var folder = new TemporaryFolder();
        folder.Write("in.folded", Folded);

        RunResult result = Bash(folder, """
            echo first > out
            {0} in.folded --to folded -o /dev/stdout >> out
            {0} in.folded --to folded -o /dev/stdout | tail -n 1
            cat out
            """);

        Assert.Equal("main;b 2\nfirst\nmain;a 1\nmain;b 2\n", result.Text);
        Assert.Equal("", result.Error);
    }

    [Fact]
    public void Named_pipes_work_as_inputs_and_outputs()
    {
        using var folder = new TemporaryFolder();
        folder.Write("in.folded", Folded);

        RunResult result = Bash(folder, """
            mkfifo pipe
            cat pipe > out &
            {0} <(cat in.folded) -o pipe --to folded
            wait
            cat out
            test -p pipe && echo 'still a pipe'
            {0} in.folded --to folded -o /dev/null && ls
            """);

        Assert.Equal("main;a 1\nmain;b 2\nstill a pipe\nin.folded\nout\npipe\n", result.Text);
        Assert.Equal("", result.Error);
    }

    [Fact]
    public void Missing_permissions_are_reported()
    {
        Assert.SkipWhen(Environment.UserName == "root", "root may read and write everything");
        using var folder = new TemporaryFolder();
        folder.Write("in.folded", Folded);

        RunResult result = Bash(folder, """
            cp in.folded secret; chmod 000 secret
            cp in.folded fixed.folded; chmod 444 fixed.folded
            mkdir locked; chmod 555 locked
            {0} secret --to folded; echo $?
            {0} in.folded -o fixed.folded; echo $?
            {0} in.folded -o locked/out.svg; echo $?
            """);

        Assert.Equal("1\n1\n1\n", result.Text);
        Assert.Equal(
            """
            refold: error: secret: permission denied
            refold: error: fixed.folded: permission denied
            refold: error: locked/out.svg: permission denied

            """,
            result.Error);
    }

    [Fact]
    public void A_full_disk_is_reported_and_keeps_the_older_output()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "there is no /dev/full here");
        using var folder = new TemporaryFolder();
        folder.Write("in.folded", Folded);

        RunResult result = Bash(folder, "{0} in.folded --to folded > /dev/full; echo $?");

        Assert.Equal("1\n", result.Text);
        Assert.Equal("refold: error: No space left on device\n", result.Error);
        Assert.Equal(
            "refold: error: /dev/full: no space left on device\n",
            Bash(folder, "{0} in.folded --to folded -o /dev/full").Error);
    }

    [Fact]
    public void A_million_malformed_lines_give_four_lines_of_warnings()
    {
        using var folder = new TemporaryFolder();
        string text = ManyStacks(100) + string.Concat(Enumerable.Repeat("what is this\n", 1_000_000)) + "main;end 1\n";
        folder.Write("in.folded", Encoding.UTF8.GetBytes(text));

        RunResult result = RefoldProgram.Built.Run(folder.Path, ["in.folded", "-o", "out.folded"]);

        string[] lines = result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(4, lines.Length);
        Assert.Equal("refold: warning: (and 999997 more like it) [folded.no-count]", lines[3]);
        Assert.Equal(0, result.ExitCode);
    }

    [Theory]
    [InlineData("tr_TR.UTF-8")]
    [InlineData("de_DE.UTF-8")]
    [InlineData("C")]
    public void Messages_do_not_depend_on_the_language(string culture)
    {
        using var folder = new TemporaryFolder();
        File.Copy(Repository.Path("corpus", "pprof", "every-field.pb.gz"), folder["IN.PB.GZ"]);
        string[] arguments = ["info", "IN.PB.GZ"];
        RunResult usual = RefoldProgram.Built.Run(folder.Path, arguments);

        RunResult other = RefoldProgram.Finish(RefoldProgram.Built.Start(folder.Path, arguments, culture), []);

        Assert.Equal(usual.Text, other.Text);
        Assert.Equal(0, other.ExitCode);
    }

    [Fact]
    public void The_version_is_printed() =>
        Assert.Matches(
            @"^\d+\.\d+\.\d+\S*\s$",
            RefoldProgram.Built.Run(Path.GetTempPath(), ["--version"]).Text.ReplaceLineEndings("\n"));

    private static string ManyStacks(int count) =>
        string.Concat(Enumerable.Range(0, count).Select(i => $"main;step{i} 1\n"));

    private static RunResult Bash(TemporaryFolder folder, string lines)
    {
        Assert.SkipUnless(File.Exists("/bin/bash"), "there is no /bin/bash here");

        string script = lines.Replace("{0}", $"'{RefoldProgram.Built.Path}'", StringComparison.Ordinal);
        return RefoldProgram.RunOther("/bin/bash", folder.Path, "-c", script);
    }
}
