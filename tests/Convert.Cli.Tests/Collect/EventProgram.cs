using System.Diagnostics;
using Refold.Cli.Collect;
using Refold.Testing;

namespace Refold.Cli.Tests.Collect;

/// <summary>The program of <c>corpus/programs/dotnet</c>, built once, in a folder of its own.</summary>
public sealed class EventProgram : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <summary>Builds it.</summary>
    public EventProgram()
    {
        foreach (string source in Directory.EnumerateFiles(Repository.Path("corpus", "programs", "dotnet")))
        {
            File.Copy(source, _folder[Path.GetFileName(source)]);
        }

        RunResult build = RefoldProgram.RunOther(
            "dotnet", _folder.Path, "build", "-c", "Release", "-o", "bin", "-v", "q");
        if (build.ExitCode != 0)
        {
            throw new InvalidOperationException($"building failed:\n{build.Text}{build.Error}");
        }
    }

    /// <summary>The assembly that <c>dotnet</c> runs.</summary>
    public string Assembly => Path.Combine(_folder.Path, "bin", "Events.dll");

    /// <summary>Starts it for a minute, and waits until its port can be seen.</summary>
    public Process Start() => Start(process => DiagnosticsPort.Processes().Contains(process.Id));

    /// <summary>Starts it for a minute, and waits until it is as expected.</summary>
    /// <param name="isReady">Whether it is ready.</param>
    /// <param name="variables">Additional environment variables.</param>
    public Process Start(Func<Process, bool> isReady, params (string Name, string Value)[] variables)
    {
        var start = new ProcessStartInfo("dotnet", [Assembly, "threads", "60000"]) { RedirectStandardOutput = true };
        foreach ((string name, string value) in variables)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        Waiting.Until(() => isReady(process), "the program does not start");
        return process;
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();
}
