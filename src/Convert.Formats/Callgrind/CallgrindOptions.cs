namespace Refold.Formats.Callgrind;

/// <summary>How call graphs are read.</summary>
public sealed record CallgrindOptions
{
    /// <summary>The options under their names on the command line.</summary>
    internal static readonly IReadOnlyList<FormatOption> Declared =
    [
        new("arcs", "true", "Reading: calls are stacks of two frames; false reads self costs alone"),
        new("calls", "true", "Reading: how often each call was made, as sample type calls/count"),
    ];

    /// <summary>True if each arc of the call graph is a stack of two frames; false if only self costs are read.</summary>
    public bool Arcs { get; init; } = true;

    /// <summary>True if the number of calls is a sample type of its own; only with <see cref="Arcs"/>.</summary>
    public bool Calls { get; init; } = true;

    /// <summary>The options of a command line.</summary>
    /// <exception cref="FormatException">A value makes no sense.</exception>
    public static CallgrindOptions From(FormatOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new CallgrindOptions
        {
            Arcs = options.Flag("arcs", fallback: true),
            Calls = options.Flag("calls", fallback: true),
        };
    }
}
