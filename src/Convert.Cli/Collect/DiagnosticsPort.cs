using System.Globalization;
using Microsoft.Diagnostics.NETCore.Client;

namespace Refold.Cli.Collect;

/// <summary>
/// Finds the diagnostics port of a running process: a named pipe on Windows; elsewhere a socket in the process's
/// temporary folder, called <c>dotnet-diagnostic-ID-KEY-socket</c>.
/// </summary>
internal static class DiagnosticsPort
{
    // The temporary folder of a process whose environment has no TMPDIR.
    private const string UsualFolder = "/tmp";

    /// <summary>The ids of the processes whose ports are visible, in ascending order.</summary>
    public static IEnumerable<int> Processes() =>
        DiagnosticsClient.GetPublishedProcesses()
            .Where(id => id != Environment.ProcessId && ProcessFacts.Exists(id))
            .Distinct()
            .Order();

    /// <summary>Connects to a process.</summary>
    /// <exception cref="IOException">There is no such process, or it has no visible port.</exception>
    public static DiagnosticsClient Connect(int id)
    {
        if (!ProcessFacts.Exists(id))
        {
            throw new IOException($"process {id}: no such process");
        }

        if (OperatingSystem.IsWindows())
        {
            return new DiagnosticsClient(id);
        }

        string socket = Folders(id).Select(folder => SocketIn(folder, id)).FirstOrDefault(s => s is not null)
            ?? throw new IOException($"{ProcessFacts.Describe(id)}: {WhyNone(id)}");
        return DiagnosticsClientConnector.FromDiagnosticPort($"{socket},connect", CancellationToken.None)
            .GetAwaiter().GetResult().Instance;
    }

    // Our own temporary folder first, then that of the process, which may see another root directory (a container).
    private static IEnumerable<string> Folders(int id)
    {
        yield return Path.GetTempPath();
        if (OperatingSystem.IsLinux())
        {
            string own = ProcessFacts.Variable(id, "TMPDIR") is { Length: > 0 } folder ? folder : UsualFolder;
            yield return $"/proc/{id}/root{own}";
        }
    }

    // A process that was killed leaves its socket behind; the newest socket belongs to the running process.
    private static string? SocketIn(string folder, int id)
    {
        string pattern = string.Create(
            CultureInfo.InvariantCulture, $"dotnet-diagnostic-{ProcessFacts.OwnId(id)}-*-socket");
        try
        {
            return Directory.EnumerateFiles(folder, pattern).MaxBy(File.GetLastWriteTimeUtc);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string WhyNone(int id) => ProcessFacts.HasRuntime(id) switch
    {
        true => "the .NET process has no diagnostics port; DOTNET_EnableDiagnostics=0 turns it off",
        false => "not a .NET process",
        null => "no diagnostics port found; only root sees those of other users and containers",
    };
}
