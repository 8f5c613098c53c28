namespace Refold.Formats.PerfScript;

/// <summary>How a <see cref="PerfScriptReader"/> reads.</summary>
public sealed record PerfScriptOptions
{
    /// <summary>The options as the command line knows them.</summary>
    public static IReadOnlyList<FormatOption> Declared { get; } =
    [
        new("event", "", "Read only this event, named with or without its modifiers"),
        new("delta-time", "false", "True if the times are those of perf script --deltatime: from the record before"),
    ];

    /// <summary>The only event to read, with or without its modifiers; empty for all.</summary>
    public string Event { get; init; } = "";

    /// <summary>True if each time counts from the record before, as <c>perf script --deltatime</c> prints them.</summary>
    public bool HasDeltaTimes { get; init; }

    /// <summary>Takes the options from a command line.</summary>
    /// <exception cref="FormatException">The value of an option makes no sense.</exception>
    public static PerfScriptOptions From(FormatOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new PerfScriptOptions
        {
            Event = options.Text("event"),
            HasDeltaTimes = options.Flag("delta-time"),
        };
    }
}
