namespace Refold.Formats.DotNet;

/// <summary>The event ProcessInfo (since .NET Core 3.1): the command line and platform of the traced process.</summary>
/// <remarks>
/// <code>
/// CommandLine       /usr/share/dotnet/dotnet /app/Shop.dll --port 80        ─► ProgramName "Shop"
/// OSInformation     Linux
/// ArchInformation   x64
/// </code>
/// </remarks>
internal sealed class ClrProcessInfo
{
    private const string Host = "dotnet";
    private const string Assembly = ".dll";

    private string _commandLine = "";
    private string _system = "";
    private string _architecture = "";

    /// <summary>The facts as comments of the profile; none without the event.</summary>
    public IReadOnlyList<string> Comments => _commandLine.Length == 0
        ? []
        : [$"command line: {_commandLine}", $"system: {_system}, {_architecture}"];

    /// <summary>
    /// The name of the program without folder and extension; <c>app</c> for <c>dotnet app.dll</c>. Empty if unknown.
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

    /// <summary>Whether the file at a path is the program's own.</summary>
    public bool IsProgram(string path) =>
        ProgramName is { Length: > 0 } program && FileName(path).Equals(program, StringComparison.OrdinalIgnoreCase);

    /// <summary>Sets the fields of the event.</summary>
    public void Add(string commandLine, string system, string architecture) =>
        (_commandLine, _system, _architecture) = (commandLine, system, architecture);

    // Paths of Windows and of other systems; without .exe and .dll.
    private static string FileName(string path)
    {
        string name = path.Trim('"')[(path.Trim('"').LastIndexOfAny(['/', '\\']) + 1)..];
        bool isStored = name.EndsWith(Assembly, StringComparison.OrdinalIgnoreCase)
            || name.EndsWith(".exe", StringComparison.OrdinalIgnoreCase);
        return isStored ? name[..^Assembly.Length] : name;
    }
}
