using System.Diagnostics;
using System.Globalization;
using Refold.Testing;
using Xunit;

namespace Refold.Cli.Tests;

/// <summary>Signals at the worst time: output has been written, and the input blocks.</summary>
public sealed class InterruptionTests
{
    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    [InlineData("HUP")]
    public void An_interrupted_conversion_leaves_no_files(string signal)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no kill");
        Assert.SkipWhen(Waiting.IsIgnored(signal), $"these tests run with SIG{signal} ignored, as under nohup");
        using var folder = new TemporaryFolder();
        folder.Write("out.svg", [1]);
        using Process process = RefoldProgram.Built.Start(folder.Path, ["-", "-o", "out.svg"]);
        Waiting.Until(() => Directory.GetFiles(folder.Path).Length == 2, "the conversion does not begin");

        RunResult kill = Kill(process, signal);
        bool hasEnded = process.WaitForExit(Waiting.Patience);

        Assert.Equal(0, kill.ExitCode);
        Assert.True(hasEnded);
        Assert.Equal(130, process.ExitCode);
        Assert.Equal(["out.svg"], Directory.GetFiles(folder.Path).Select(p => Path.GetFileName(p)));
        Assert.Equal([1], File.ReadAllBytes(folder["out.svg"]));
        Assert.Equal("", process.StandardError.ReadToEnd());
    }

    private static RunResult Kill(Process process, string signal) => RefoldProgram.RunOther(
        "kill", Path.GetTempPath(), $"-{signal}", process.Id.ToString(CultureInfo.InvariantCulture));
}
