
namespace Refold.Formats.DotNet;

/// <summary>The options that all formats of .NET's traces have: <c>profile</c> and <c>symbols</c>.</summary>
internal static class ClrCommandLine
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

    /// <summary>The names of the profiles to read; empty for the one that most people want.</summary>
    /// <exception cref="FormatException">A name is not known.</exception>
    public static IReadOnlyList<string> Profiles(FormatOptions options)
    {
        string[] names = Split(options.Text("profile"));
        ClrChannels.Parse(names);
        return names;
    }

    /// <summary>The folders with PDB files.</summary>
    public static IReadOnlyList<string> SymbolFolders(FormatOptions options) =>
        FindsSymbols(options) ? [.. Split(options.Text("symbols")).Select(Path.GetFullPath)] : [];

    /// <summary>True if PDB files are looked for.</summary>
    public static bool FindsSymbols(FormatOptions options) => options.Text("symbols") != NoSymbols;

    private static string[] Split(string list) =>
        list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
