namespace Refold.Formats.DotNet;

/// <summary>The options of the readers of .NET traces, <c>nettrace</c> and <c>etlx</c>.</summary>
public sealed record DotNetTraceOptions
{
    private const string NoSymbols = "none";

    /// <summary>The options as declared to the command line: <c>profile</c> and <c>symbols</c>.</summary>
    public static IReadOnlyList<FormatOption> Declared { get; } =
    [
        new(
            "profile",
            "",
            "Profiles to read, separated by commas: cpu, thread-time, alloc, lock, wait, exception, gc, offcpu; or all"
                + " of these (all), or every event by its name (events)"),
        new(
            "symbols",
            "",
            "Folders with PDB files for source lines, separated by commas; the path in the trace is searched, too; none"
                + " for no lines"),
    ];

    /// <summary>
    /// The names of the profiles to read, such as <c>alloc</c>, or <c>all</c>. Empty for the default: the first that
    /// the trace contains of cpu, thread-time, alloc, lock, wait, exception, gc and offcpu. <c>events</c> counts every
    /// event by its name.
    /// </summary>
    public IReadOnlyList<string> Profiles { get; init; } = [];

    /// <summary>Folders that are searched first for PDB files; empty for none.</summary>
    public IReadOnlyList<string> SymbolFolders { get; init; } = [];

    /// <summary>
    /// Whether PDB files are searched for: in <see cref="SymbolFolders"/>, at the path in the trace, and in the module.
    /// </summary>
    public bool FindsSymbols { get; init; } = true;

    /// <summary>Converts the options of a command line.</summary>
    /// <exception cref="FormatException">The value of an option is invalid.</exception>
    public static DotNetTraceOptions From(FormatOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        string[] profiles = Split(options.Text("profile"));
        ClrChannelTable.Parse(profiles);
        string folders = options.Text("symbols");
        bool findsSymbols = folders != NoSymbols;
        return new DotNetTraceOptions
        {
            Profiles = profiles,
            SymbolFolders = findsSymbols ? [.. Split(folders).Select(Path.GetFullPath)] : [],
            FindsSymbols = findsSymbols,
        };
    }

    private static string[] Split(string list) =>
        list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
