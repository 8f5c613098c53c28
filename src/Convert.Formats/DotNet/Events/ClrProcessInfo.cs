namespace Refold.Formats.DotNet;

/// <summary>What a runtime says of its process at the beginning: the event ProcessInfo, since .NET Core 3.1.</summary>
internal sealed class ClrProcessInfo
{
    private const string Host = "dotnet";
    private const string Assembly = ".dll";

    private string _commandLine = "";
    private string _system = "";
    private string _architecture = "";

    /// <summary>All of it, for people.</summary>
    public IReadOnlyList<string> Comments => _commandLine.Length == 0
        ? []
        : [$"command line: {_commandLine}", $"system: {_system}, {_architecture}"];

    /// <summary>
    /// The name of the program, without its folder; of <c>dotnet app.dll</c> the <c>app</c>. Empty if nothing is known.
    /// </summary>
    public string ProgramName
    {
        get
        {
            string[] words = _commandLine.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            bool isHosted = words.Length > 1
                && FileName(words[0]).Equals(Host, StringComparison.OrdinalIgnoreCase)
                && words[1].EndsWith(Assembly, StringComparison.OrdinalIgnoreCase);
            return words.Length == 0 ? "" : isHosted ? FileName(words[1]) : FileName(words[0]);
        }
    }

    /// <summary>True if a file, by its path, is the program's.</summary>
    public bool IsProgram(string path) =>
        ProgramName is { Length: > 0 } program && FileName(path).Equals(program, StringComparison.OrdinalIgnoreCase);

    /// <summary>Takes what the event tells.</summary>
    public void Add(string commandLine, string system, string architecture) =>
        (_commandLine, _system, _architecture) = (commandLine, system, architecture);

    // Windows' and other systems' paths, without the ending that says how the program is stored.
    private static string FileName(string path)
    {
        string name = path.Trim('"')[(path.Trim('"').LastIndexOfAny(['/', '\\']) + 1)..];
        bool isStored = name.EndsWith(Assembly, StringComparison.OrdinalIgnoreCase)
            || name.EndsWith(".exe", StringComparison.OrdinalIgnoreCase);
        return isStored ? name[..^Assembly.Length] : name;
    }
}
