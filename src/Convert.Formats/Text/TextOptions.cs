namespace Refold.Formats.Text;

/// <summary>The options of the canonical text.</summary>
public sealed record TextOptions
{
    /// <summary>The options as they are declared for the command line.</summary>
    internal static IReadOnlyList<FormatOption> Declared { get; } =
    [
        new("comments", "true", "Write the names of functions as comments after locations and stacks"),
    ];

    /// <summary>Whether locations and stacks are followed by a comment with the names of their functions.</summary>
    public bool Comments { get; init; } = true;

    /// <summary>Reads the options given on a command line.</summary>
    /// <exception cref="FormatException">The value of an option is not valid.</exception>
    public static TextOptions From(FormatOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new TextOptions { Comments = options.Flag("comments", fallback: true) };
    }
}
