namespace Refold.Formats.Csv;

/// <summary>Which table is written, and how.</summary>
public sealed record CsvOptions
{
    /// <summary>The options under their names on the command line.</summary>
    internal static readonly IReadOnlyList<FormatOption> Declared =
    [
        new("table", "samples", "Writing: samples, a row each; or functions, with their flat and cum values"),
        new(
            "guard",
            "true",
            "Writing: put ' before text that a spreadsheet would take for a formula; reading takes it away"),
    ];

    /// <summary>True for a table of functions; false for one of samples.</summary>
    public bool Functions { get; init; }

    /// <summary>
    /// Whether text that begins like a formula of a spreadsheet gets an apostrophe, which reading takes away.
    /// </summary>
    public bool Guard { get; init; } = true;

    /// <summary>The options of a command line.</summary>
    /// <exception cref="FormatException">A value makes no sense.</exception>
    public static CsvOptions From(FormatOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new CsvOptions
        {
            Functions = options.Text("table").Length > 0 && options.Choice("table", "samples", "functions") == "functions",
            Guard = options.Flag("guard", fallback: true),
        };
    }
}
