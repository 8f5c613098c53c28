namespace Refold.Formats.PerfScript;

/// <summary>Options of a <see cref="PerfScriptReader"/>.</summary>
public sealed record PerfScriptOptions
{
    /// <summary>The options by name, with their defaults and descriptions.</summary>
    public static IReadOnlyList<FormatOption> Declared { get; } =
    [
        new("event", "", "Read only this event, named with or without its modifiers"),
        new(
            "delta-time",
            "false",
            "True if each time is the difference to the previous record, as with perf script --deltatime"),
    ];

    /// <summary>The only event to read, named with or without its modifiers; empty for all events.</summary>
    public string Event { get; init; } = "";

    /// <summary>
    /// Whether each time is the difference to the previous record, as <c>perf script --deltatime</c> prints it.
    /// </summary>
    public bool HasDeltaTimes { get; init; }

    /// <summary>Creates the options from named values.</summary>
    /// <exception cref="FormatException">The value of an option is invalid.</exception>
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
