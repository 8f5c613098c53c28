
namespace Refold.Formats.Speedscope;

/// <summary>How files of speedscope are written.</summary>
public sealed record SpeedscopeOptions
{
    /// <summary>The options under their names on the command line.</summary>
    internal static readonly IReadOnlyList<FormatOption> Declared =
    [
        new("profiles", "auto", "Writing: what becomes a profile of its own: threads, types, or auto (threads if samples have times)"),
    ];

    /// <summary>What becomes a profile of its own.</summary>
    public SpeedscopeProfiles Profiles { get; init; }

    /// <summary>The options of a command line.</summary>
    /// <exception cref="FormatException">A value makes no sense.</exception>
    public static SpeedscopeOptions From(FormatOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        SpeedscopeProfiles profiles = options.Text("profiles").Length == 0 ? SpeedscopeProfiles.Automatic
            : options.Choice("profiles", "auto", "threads", "types") switch
            {
                "threads" => SpeedscopeProfiles.Threads,
                "types" => SpeedscopeProfiles.Types,
                _ => SpeedscopeProfiles.Automatic,
            };
        return new SpeedscopeOptions { Profiles = profiles };
    }
}
