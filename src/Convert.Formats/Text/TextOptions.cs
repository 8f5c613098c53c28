namespace Refold.Formats.Text;

/// <summary>How a profile is written as text.</summary>
public sealed record TextOptions
{
    /// <summary>The options as the command line knows them.</summary>
    internal static IReadOnlyList<FormatOption> Declared { get; } =
    [
        new("comments", "true", "Write the names of functions behind each location and stack, for people"),
    ];

    /// <summary>True if the names of functions stand as a comment behind each location and stack.</summary>
    public bool Comments { get; init; } = true;

    /// <summary>Takes the options that a command line gave.</summary>
    /// <exception cref="FormatException">The value of an option makes no sense.</exception>
    public static TextOptions From(FormatOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new TextOptions { Comments = options.Flag("comments", fallback: true) };
    }
}
