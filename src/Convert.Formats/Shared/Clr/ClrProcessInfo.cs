namespace Refold.Formats.Shared.Clr;

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

    /// <summary>
    /// Adds the mapping of the program's own module before all others: pprof takes the first one for the main binary.
    /// </summary>
    /// <param name="modules">The paths of modules.</param>
    /// <param name="builder">Where the mapping goes; its locations find it there.</param>
    public void AddMainModule(IEnumerable<string> modules, ProfileBuilder builder)
    {
        string program = ProgramName;
        if (program.Length > 0
            && modules.FirstOrDefault(m => FileName(m).Equals(program, StringComparison.OrdinalIgnoreCase)) is { } main)
        {
            builder.AddMapping(MappingOf(main, builder));
        }
    }

    /// <summary>The mapping of a module, whose place in memory traces of .NET do not tell.</summary>
    public static Mapping MappingOf(string path, ProfileBuilder builder) =>
        new(0, 0, 0, builder.AddString(path), default, MappingFlags.HasFunctions);

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
