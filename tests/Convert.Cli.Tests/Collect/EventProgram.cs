using System.Diagnostics;
using System.Text;
using Refold.Cli.Collect;
using Refold.Testing;

namespace Refold.Cli.Tests.Collect;

/// <summary>The program of <c>corpus/programs/dotnet</c>, built once, in a folder of its own.</summary>
public sealed class EventProgram : IDisposable
{
    // A process that hides its port must have started by then.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly TemporaryFolder _folder = new();

    /// <summary>Builds it.</summary>
    public EventProgram()
    {
        foreach (string source in Directory.EnumerateFiles(Repository.Path("corpus", "programs", "dotnet")))
        {
            File.Copy(source, _folder[Path.GetFileName(source)]);
        }

        RunResult build = RefoldProgram.RunOther("dotnet", _folder.Path, "build", "-c", "Release", "-o", "bin", "-v", "q");
        if (build.ExitCode != 0)
        {
            throw new InvalidOperationException($"building failed:\n{build.Text}{build.Error}");
        }
    }

    /// <summary>The assembly that <c>dotnet</c> runs.</summary>
    public string Assembly => Path.Combine(_folder.Path, "bin", "Events.dll");

    /// <summary>Starts it, and waits until it runs.</summary>
    /// <param name="seconds">For how long it computes.</param>
    /// <param name="variables">Variables of its environment.</param>
    public Process Start(int seconds, params (string Name, string Value)[] variables)
    {
        var start = new ProcessStartInfo("dotnet", [Assembly, "threads", $"{seconds}000"])
        {
            RedirectStandardOutput = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        foreach ((string name, string value) in variables)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < Patience && !DiagnosticsPort.Processes().Contains(process.Id))
        {
            Thread.Sleep(20);
        }

        return process;
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();
}
