using System.Globalization;
using Microsoft.Diagnostics.NETCore.Client;

namespace Refold.Cli.Collect;

/// <summary>
/// Finds the diagnostics port of a running process: a named pipe on Windows; elsewhere a socket in the process's
/// temporary folder, called <c>dotnet-diagnostic-ID-KEY-socket</c>.
/// </summary>
internal static class DiagnosticsPort
{
    // What a process has for a temporary folder if its environment names none.
    private const string UsualFolder = "/tmp";

    /// <summary>The processes whose ports can be seen from here, by number.</summary>
    public static IEnumerable<int> Processes() =>
        DiagnosticsClient.GetPublishedProcesses()
            .Where(id => id != Environment.ProcessId && ProcessFacts.Exists(id))
            .Distinct()
            .Order();

    /// <summary>What talks to a process.</summary>
    /// <exception cref="IOException">There is no such process, or it has no port that can be seen.</exception>
    public static DiagnosticsClient Connect(int id)
    {
        if (!ProcessFacts.Exists(id))
        {
            throw new IOException($"process {id}: expected a running process, found none of this number");
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

    // Ours first; then that of the process, which may have another idea of what the root of all folders is.
    private static IEnumerable<string> Folders(int id)
    {
        yield return Path.GetTempPath();
        if (OperatingSystem.IsLinux())
        {
            string own = ProcessFacts.Variable(id, "TMPDIR") is { Length: > 0 } folder ? folder : UsualFolder;
            yield return $"/proc/{id}/root{own}";
        }
    }

    // A process that died badly leaves its socket behind; the newest is that of the living one.
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
        true => "expected a diagnostics port, found a .NET process without one; "
            + "DOTNET_EnableDiagnostics=0 turns it off",
        false => "expected a .NET process, found one without a .NET runtime",
        null => "expected a .NET process with a diagnostics port, found no port; "
            + "those of other users and in other containers can be seen by root alone",
    };
}
