using System.Diagnostics;
using System.Text;
using Refold.Testing;
using Xunit;

namespace Refold.Cli.Tests;

/// <summary>Behaviour on a terminal, provided by <c>script</c> of util-linux.</summary>
public sealed class TerminalTests
{
    private const string Folded = "main;a 1\n";
    private const string HideCursor = "\e[?25l";
    private const string ShowCursor = "\e[?25h";

    private static readonly TimeSpan ProgressDelay = TimeSpan.FromMilliseconds(500);

    [Fact]
    public void Binary_output_is_refused_on_a_terminal()
    {
        using var folder = new TemporaryFolder();
        folder.Write("in.folded", Encoding.UTF8.GetBytes(Folded));

        RunResult result = OnTerminal(folder, "{0} in.folded --to pprof");

        Assert.Contains(
            "refold: error: pprof is binary and is not written to a terminal: use -o FILE or a pipe",
            result.Text,
            StringComparison.Ordinal);
        Assert.Equal(2, result.ExitCode);
    }

    [Fact]
    public void Text_goes_to_a_terminal()
    {
        using var folder = new TemporaryFolder();
        folder.Write("in.folded", Encoding.UTF8.GetBytes(Folded));

        RunResult result = OnTerminal(folder, "{0} in.folded --to folded -o /dev/stdout");

        Assert.Contains("main;a 1", result.Text, StringComparison.Ordinal);
        Assert.Equal(0, result.ExitCode);
    }

    [Fact]
    public void Control_characters_of_names_are_escaped_on_a_terminal()
    {
        using var folder = new TemporaryFolder();
        folder.Write("in.folded", [.. "main;\e[31mred\a\u202e\u0085 1\nmain;"u8, 0x9b, 0xff, .. " 2\n"u8]);

        RunResult result = OnTerminal(folder, "{0} in.folded --to folded");

        Assert.EndsWith(
            "main;\\u001b[31mred\\u0007\\u202e\\u0085 1\nmain;\\x9b\\xff 2\n", result.Text.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Names_are_written_unchanged_to_a_file()
    {
        using var folder = new TemporaryFolder();
        byte[] text = [.. "main;\e[31mred\u202e 1\n"u8];
        folder.Write("in.folded", text);

        RunResult result = OnTerminal(folder, "{0} in.folded --to folded > out");

        Assert.DoesNotContain("main", result.Text, StringComparison.Ordinal);
        Assert.Equal(text, File.ReadAllBytes(folder["out"]));
    }

    [Fact]
    public void Long_work_shows_its_progress_and_cleans_up()
    {
        using var folder = new TemporaryFolder();

        RunResult result = OnTerminal(folder, "(sleep 1.5; echo 'main;a 1') | {0} - -o out.folded");

        Assert.Contains(HideCursor, result.Text, StringComparison.Ordinal);
        Assert.Contains("Reading 0 MB", result.Text, StringComparison.Ordinal);
        Assert.EndsWith(ShowCursor, result.Text, StringComparison.Ordinal);
        Assert.Equal(Folded, File.ReadAllText(folder["out.folded"]));
    }

    [Theory]
    [InlineData("(sleep 1.5; echo 'main;a 1') | {0} - -o out.folded --quiet")]
    [InlineData("(sleep 1.5; echo 'main;a 1') | TERM=dumb {0} - -o out.folded")]
    [InlineData("(sleep 1.5; echo 'main;a 1') | {0} - -o out.folded 2> error")]
    public void Progress_is_not_shown_with_quiet_or_without_a_terminal(string line)
    {
        using var folder = new TemporaryFolder();

        RunResult result = OnTerminal(folder, line);

        Assert.DoesNotContain("Reading", result.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(HideCursor, result.Text, StringComparison.Ordinal);
        Assert.Equal("", File.Exists(folder["error"]) ? File.ReadAllText(folder["error"]) : "");
        Assert.Equal(Folded, File.ReadAllText(folder["out.folded"]));
    }

    // On a busy machine quick work may be slow: only a run that ended before progress is due counts.
    [Fact]
    public void Quick_work_shows_no_progress()
    {
        using var folder = new TemporaryFolder();
        folder.Write("quick.folded", Encoding.UTF8.GetBytes(Folded));
        for (int run = 0; run < 20; run++)
        {
            var watch = Stopwatch.StartNew();
            RunResult result = OnTerminal(folder, "{0} quick.folded -o out.folded");
            if (watch.Elapsed < ProgressDelay)
            {
                Assert.DoesNotContain("Reading", result.Text, StringComparison.Ordinal);
                Assert.Equal(Folded, File.ReadAllText(folder["out.folded"]));
                return;
            }
        }

        Assert.Skip("the machine is too busy: no run was quick");
    }

    private static RunResult OnTerminal(TemporaryFolder folder, string line)
    {
        Assert.SkipUnless(
            OperatingSystem.IsLinux() && File.Exists("/usr/bin/script"), "there is no script of util-linux here");

        string command = line.Replace("{0}", $"'{RefoldProgram.Built.Path}'", StringComparison.Ordinal);
        return RefoldProgram.RunOther(
            "/usr/bin/env",
            folder.Path,
            "TERM=xterm", "SHELL=/bin/sh", "/usr/bin/script", "-qec", command, "/dev/null");
    }
}
