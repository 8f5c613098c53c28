using Refold.Formats.DotNet;

namespace Refold.Formats.Etlx;

/// <summary>How an <see cref="EtlxReader"/> reads.</summary>
public sealed record EtlxOptions
{
    /// <summary>The options as the command line knows them.</summary>
    public static IReadOnlyList<FormatOption> Declared => ClrCommandLine.Declared;

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
    public static EtlxOptions From(FormatOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new EtlxOptions
        {
            Profiles = ClrCommandLine.Profiles(options),
            SymbolFolders = ClrCommandLine.SymbolFolders(options),
            FindsSymbols = ClrCommandLine.FindsSymbols(options),
        };
    }
}
