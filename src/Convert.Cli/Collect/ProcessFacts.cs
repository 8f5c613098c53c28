using System.Diagnostics;

namespace Refold.Cli.Collect;

/// <summary>Information about processes from the operating system; every query has a fallback.</summary>
internal static class ProcessFacts
{
    // The SDK's assemblies are in sdk/VERSION/.
    private const string SdkFolder = "sdk";

    /// <summary>Whether the process exists.</summary>
    public static bool Exists(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <summary>The process for messages: <c>process 42 (app)</c>.</summary>
    public static string Describe(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return $"process {id} ({process.ProcessName})";
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            return $"process {id}";
        }
    }

    /// <summary>The words of the command line; empty if unknown.</summary>
    public static string[] CommandLine(int id) =>
        Read($"/proc/{id}/cmdline") is { Length: > 0 } text ? text.TrimEnd('\0').Split('\0') : [];

    /// <summary>Whether the process has loaded the .NET runtime; null if unknown.</summary>
    public static bool? HasRuntime(int id) =>
        Read($"/proc/{id}/maps") is { Length: > 0 } maps
            ? maps.Contains("libcoreclr", StringComparison.Ordinal)
            : null;

    /// <summary>An environment variable at the start of the process; null if unset or unreadable.</summary>
    public static string? Variable(int id, string name) =>
        (Read($"/proc/{id}/environ") ?? "").Split('\0')
            .FirstOrDefault(v => v.StartsWith(name + "=", StringComparison.Ordinal))?[(name.Length + 1)..];

    /// <summary>The id of the process in its own namespace, which differs in a container.</summary>
    public static int OwnId(int id)
    {
        string? line = (Read($"/proc/{id}/status") ?? "").Split('\n')
            .FirstOrDefault(l => l.StartsWith("NSpid:", StringComparison.Ordinal));
        return int.TryParse(line?.Split('\t')[^1], out int own) ? own : id;
    }

    /// <summary>
    /// Whether a command line runs the .NET SDK (<c>dotnet run</c>), which builds and starts other programs.
    /// </summary>
    public static bool IsSdk(IReadOnlyList<string> commandLine)
    {
        if (commandLine.Count < 2 || Path.GetFileNameWithoutExtension(commandLine[0]) != "dotnet")
        {
            return false;
        }

        string program = commandLine[1] == "exec" ? commandLine.FirstOrDefault(IsAssembly, "") : commandLine[1];
        return !IsAssembly(program)
            || Path.GetDirectoryName(Path.GetDirectoryName(program)) is { } folder
                && Path.GetFileName(folder) == SdkFolder;
    }

    private static bool IsAssembly(string word) => word.EndsWith(".dll", StringComparison.OrdinalIgnoreCase);

    // Files of /proc: missing on other systems, and possibly gone or unreadable.
    private static string? Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
