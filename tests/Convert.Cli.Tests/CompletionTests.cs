using Refold.Testing;
using Xunit;

namespace Refold.Cli.Tests;

/// <summary>Completion in bash, with the script that refold prints.</summary>
public sealed class CompletionTests
{
    [Theory]
    [InlineData("refold in", "info")]
    [InlineData("refold cpu.perf --to p", "pprof")]
    [InlineData(
        "refold cpu.perf --from ",
        "callgrind csv etlx folded go-trace nettrace perf-script pprof speedscope text")]
    [InlineData("refold cpu.perf --st", "--strict")]
    [InlineData("refold cpu.perf --set text", "text.comments=")]
    [InlineData("refold formats fl", "flamegraph")]
    [InlineData("refold completion ", "bash fish pwsh zsh")]
    [InlineData("refold c", "collect completion convert cpu one.perf cpu.perf")]
    [InlineData("refold info cpu.", "cpu.perf")]
    [InlineData("refold cpu.perf -o cp", "")]
    [InlineData("refold formats x", "")]
    public void Bash_completes(string line, string expected)
    {
        Assert.SkipUnless(File.Exists("/bin/bash"), "there is no /bin/bash here");
        using var folder = new TemporaryFolder();
        folder.Write("cpu.perf", []);
        folder.Write("cpu one.perf", []);
        string script = $$"""
            PATH="{{Path.GetDirectoryName(RefoldProgram.Built.Path)}}:$PATH"
            source <(refold completion bash)
            COMP_LINE='{{line}}'
            COMP_POINT=${#COMP_LINE}
            COMP_WORDS=($COMP_LINE)
            [[ $COMP_LINE == *' ' ]] && COMP_WORDS+=('')
            COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
            compopt() { :; }
            _refold
            printf '%s\n' "${COMPREPLY[@]}" | LC_ALL=C sort | paste -sd' '
            """;

        RunResult result = RefoldProgram.RunOther("/bin/bash", folder.Path, "-c", script);

        Assert.Equal(expected + "\n", result.Text);
        Assert.Equal("", result.Error);
    }
}
