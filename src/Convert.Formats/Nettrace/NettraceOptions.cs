namespace Refold.Formats.Nettrace;

/// <summary>How a <see cref="NettraceReader"/> reads.</summary>
public sealed record NettraceOptions
{
    private const string NoSymbols = "none";

    /// <summary>The options as the command line knows them.</summary>
    public static IReadOnlyList<FormatOption> Declared { get; } =
    [
        new(
            "profile",
            "",
            "What to read: cpu, thread-time, alloc, lock, wait, exception, gc, offcpu, several with commas between, or all;"
                + " events counts every event by its name"),
        new(
            "symbols",
            "",
            "Folders with PDB files for source lines, with commas between; they are looked for where they were made, too;"
                + " none switches it off"),
    ];

    /// <summary>
    /// The names of the profiles to read, such as <c>alloc</c>, or <c>all</c>; empty for the one that most people want of
    /// those that the trace has: the first of cpu, thread-time, alloc, lock, wait, exception, gc, offcpu. <c>events</c>
    /// counts every event by its name.
    /// </summary>
    public IReadOnlyList<string> Profiles { get; init; } = [];

    /// <summary>Folders in which to look for PDB files first; empty if there are none.</summary>
    public IReadOnlyList<string> SymbolFolders { get; init; } = [];

    /// <summary>True if PDB files are looked for: in the folders, where the trace says that they were, in modules.</summary>
    public bool FindsSymbols { get; init; } = true;

    /// <summary>Takes the options from a command line.</summary>
    /// <exception cref="FormatException">The value of an option makes no sense.</exception>
    public static NettraceOptions From(FormatOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        NettraceProfiles.Parse(options.Text("profile"));
        string symbols = options.Text("symbols");
        return new NettraceOptions
        {
            Profiles = Split(options.Text("profile")),
            SymbolFolders = symbols == NoSymbols ? [] : [.. Split(symbols).Select(Path.GetFullPath)],
            FindsSymbols = symbols != NoSymbols,
        };
    }

    private static string[] Split(string list) =>
        list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
