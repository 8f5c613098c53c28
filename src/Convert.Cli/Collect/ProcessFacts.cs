using System.Diagnostics;

namespace Refold.Cli.Collect;

/// <summary>What the system tells of a process; where it tells nothing, there is an answer all the same.</summary>
internal static class ProcessFacts
{
    // Parts of the SDK lie in its folder, which is named after a version.
    private const string SdkFolder = "sdk";

    /// <summary>True if there is such a process.</summary>
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

    /// <summary>Its name and number for messages: <c>process 42 (app)</c>.</summary>
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

    /// <summary>The words of its command line; none where the system does not tell them.</summary>
    public static string[] CommandLine(int id) =>
        Read($"/proc/{id}/cmdline") is { Length: > 0 } text ? text.TrimEnd('\0').Split('\0') : [];

    /// <summary>True if it has loaded .NET; null if that cannot be seen.</summary>
    public static bool? HasRuntime(int id) =>
        Read($"/proc/{id}/maps") is { Length: > 0 } maps
            ? maps.Contains("libcoreclr", StringComparison.Ordinal)
            : null;

    /// <summary>A variable of its environment, as it was at its start; null if it has none or nobody may look.</summary>
    public static string? Variable(int id, string name) =>
        (Read($"/proc/{id}/environ") ?? "").Split('\0')
            .FirstOrDefault(v => v.StartsWith(name + "=", StringComparison.Ordinal))?[(name.Length + 1)..];

    /// <summary>Its number as it sees it itself: in a container, another one.</summary>
    public static int OwnId(int id)
    {
        string? line = (Read($"/proc/{id}/status") ?? "").Split('\n')
            .FirstOrDefault(l => l.StartsWith("NSpid:", StringComparison.Ordinal));
        return int.TryParse(line?.Split('\t')[^1], out int own) ? own : id;
    }

    /// <summary>True if a command line is one of the .NET SDK, which builds and starts programs, but is not one.</summary>
    public static bool IsSdk(IReadOnlyList<string> commandLine)
    {
        if (commandLine.Count < 2 || Path.GetFileNameWithoutExtension(commandLine[0]) != "dotnet")
        {
            return false;
        }

        string program = commandLine[1] == "exec" ? commandLine.FirstOrDefault(IsAssembly, "") : commandLine[1];
        return !IsAssembly(program)
            || Path.GetDirectoryName(Path.GetDirectoryName(program)) is { } place
                && Path.GetFileName(place) == SdkFolder;
    }

    private static bool IsAssembly(string word) => word.EndsWith(".dll", StringComparison.OrdinalIgnoreCase);

    // Files of /proc, which other systems do not have, and which may be gone or forbidden.
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
