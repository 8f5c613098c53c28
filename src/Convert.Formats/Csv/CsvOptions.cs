namespace Refold.Formats.Csv;

/// <summary>Options for writing tables.</summary>
public sealed record CsvOptions
{
    /// <summary>The options under their names on the command line.</summary>
    internal static readonly IReadOnlyList<FormatOption> Declared =
    [
        new("table", "samples", "Written table: samples, a row each, or functions, with flat and cum values"),
        new(
            "guard",
            "true",
            "Writing: put ' before text that a spreadsheet would take for a formula; reading removes it"),
    ];

    /// <summary>Whether the table has a row for each function, not for each sample.</summary>
    public bool Functions { get; init; }

    /// <summary>
    /// Whether text that begins like a formula of a spreadsheet gets an apostrophe, which reading removes.
    /// </summary>
    public bool Guard { get; init; } = true;

    /// <summary>Parses options.</summary>
    /// <exception cref="FormatException">A value is invalid.</exception>
    public static CsvOptions From(FormatOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new CsvOptions
        {
            Functions = options.Text("table").Length > 0
                && options.Choice("table", "samples", "functions") == "functions",
            Guard = options.Flag("guard", fallback: true),
        };
    }
}
