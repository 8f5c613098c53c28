using System.Text;
using System.Text.Json;
using Refold.Testing;
using Xunit;

namespace Refold.Cli.Tests;

/// <summary>Standard streams that are closed or full, and names and lists that no file has.</summary>
public sealed class StreamTests
{
    private const string NoOutput = "refold: error: standard output is closed\n";

    [Theory]
    [InlineData("{0} in.folded --to folded >&-", NoOutput)]
    [InlineData("{0} info in.folded >&-", NoOutput)]
    [InlineData("{0} info --json in.folded >&-", NoOutput)]
    [InlineData("{0} formats >&-", NoOutput)]
    [InlineData("{0} completion bash >&-", NoOutput)]
    [InlineData("{0} --help >&-", NoOutput)]
    [InlineData("{0} --version >&-", NoOutput)]
    [InlineData("{0} in.folded --dry-run -o out.svg >&-", NoOutput)]
    [InlineData("{0} - -o out.svg <&-", "refold: error: standard input is closed\n")]
    [InlineData("{0} @- -o out.svg <&-", "refold: error: standard input is closed\n")]
    [InlineData("{0} formats > /dev/full", "refold: error: No space left on device\n")]
    [InlineData("{0} info @/dev/zero", "refold: error: /dev/zero(1): expected at most 65536 characters, found '")]
    [InlineData(
        "printf 'a\\nb\\0c\\n' > list; {0} info @list", "refold: error: list(2): expected a path, found 'b\\u0000c'\n")]
    public void A_closed_stream_or_unreadable_list_gives_one_line_and_exit_code_1(string line, string error)
    {
        using var folder = new TemporaryFolder();
        RunResult result = Bash(folder, line);

        Assert.StartsWith(error, result.Error, StringComparison.Ordinal);
        Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(1, result.ExitCode);
        Assert.DoesNotContain(
            Directory.EnumerateFiles(folder.Path), f => Path.GetFileName(f) is not ("in.folded" or "list"));
    }

    [Theory]
    [InlineData("{0} '' -o out.svg")]
    [InlineData("{0} in.folded -o ''")]
    [InlineData("{0} in.folded --base '' -o out.svg")]
    [InlineData("{0} info ''")]
    public void An_empty_path_is_a_usage_error(string line)
    {
        using var folder = new TemporaryFolder();
        RunResult result = Bash(folder, line);

        Assert.StartsWith("refold: error: ", result.Error, StringComparison.Ordinal);
        Assert.Equal(2, result.Error.Count(c => c == '\n'));
        Assert.Equal(2, result.ExitCode);
    }

    [Theory]
    [InlineData("{0} in.folded -o out.svg 2>&-")]
    [InlineData("{0} in.folded -o out.svg 2> /dev/full")]
    [InlineData("{0} odd.folded -o out.svg 2>&-")]
    [InlineData("{0} in.folded -o out.svg <&- >&- 2>&-")]
    public void A_conversion_succeeds_without_a_standard_error(string line)
    {
        using var folder = new TemporaryFolder();
        folder.Write("odd.folded", "main;a 1\nwhat is this\nmain;b 1\n"u8.ToArray());
        RunResult result = Bash(folder, line);

        Assert.Equal("", result.Error);
        Assert.Equal(0, result.ExitCode);
        string picture = File.ReadAllText(folder["out.svg"]);
        Assert.Contains("</svg>", picture, StringComparison.Ordinal);
        Assert.DoesNotContain("refold: ", picture, StringComparison.Ordinal);
    }

    // Below a limit that depends on the machine, standard error cannot be opened as a console.
    [Theory]
    [InlineData(24)]
    [InlineData(34)]
    [InlineData(40)]
    [InlineData(46)]
    public void Lines_are_appended_to_a_standard_error_that_is_a_file(int files)
    {
        using var folder = new TemporaryFolder();

        Bash(folder, "(echo before; ulimit -n " + files + "; {0} missing -o out.svg) > log 2>&1");

        Assert.StartsWith("before\n", File.ReadAllText(folder["log"]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{0} --unknown 2>&-", 2)]
    [InlineData("{0} missing -o out.svg 2>&-", 1)]
    [InlineData("{0} missing -o out.svg 2> /dev/full", 1)]
    public void The_exit_code_is_right_without_a_standard_error(string line, int exitCode)
    {
        using var folder = new TemporaryFolder();

        Assert.Equal(exitCode, Bash(folder, line).ExitCode);
    }

    [Fact]
    public void Inputs_before_a_missing_one_are_described()
    {
        using var folder = new TemporaryFolder();

        RunResult text = Bash(folder, "{0} info in.folded missing");
        RunResult json = Bash(folder, "{0} info --json in.folded missing");

        Assert.StartsWith("in.folded\n  format ", text.Text, StringComparison.Ordinal);
        Assert.Equal((1, 1), (text.ExitCode, json.ExitCode));
        Assert.Contains("missing", text.Error, StringComparison.Ordinal);
        Assert.Equal(1, JsonDocument.Parse(json.Text).RootElement.GetArrayLength());
    }

    [Fact]
    public void Text_of_an_input_is_escaped_on_a_terminal()
    {
        using var folder = new TemporaryFolder();
        string hostile = "\e]0;title\a\u202e\u2066\u200b\u2028\u0085\r";
        string name = $"{hostile.Replace("\r", "", StringComparison.Ordinal)}.folded";
        folder.Write(name, Encoding.UTF8.GetBytes($"main;{hostile.TrimEnd('\r')} 1\nno count {hostile}x\n"));

        foreach (string[] arguments in (string[][])
            [["info", name], ["info", "--json", name], [name, "--dry-run", "-o", name + ".svg"],
                [name + "x", "-o", "o.svg"],
            ["--" + hostile], [name, "--set", hostile + "=1", "-o", "o.svg"], [name, "--to", hostile]])
        {
            RunResult result = RefoldProgram.Built.Run(folder.Path, arguments);

            Assert.Equal(result.Text + result.Error, Visible(result.Text + result.Error));
        }
    }

    private static string Visible(string text) =>
        string.Join('\n', text.Split('\n').Select(MessageText.Escape));

    private static RunResult Bash(TemporaryFolder folder, string line)
    {
        Assert.SkipUnless(
            File.Exists("/bin/bash") && File.Exists("/dev/full"), "there is no /bin/bash or /dev/full here");
        folder.Write("in.folded", "main;a 5\nmain;b 4\n"u8.ToArray());

        string script = line.Replace("{0}", $"'{RefoldProgram.Built.Path}'", StringComparison.Ordinal);
        return RefoldProgram.RunOther("/bin/bash", folder.Path, "-c", script);
    }
}
