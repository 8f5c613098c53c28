using System.Globalization;

namespace Refold.Formats.Callgrind;

/// <summary>Options of a <see cref="CallgrindReader"/>.</summary>
public sealed record CallgrindOptions
{
    private const string Automatic = "auto";

    /// <summary>The options by name, with their defaults and descriptions.</summary>
    internal static readonly IReadOnlyList<FormatOption> Declared =
    [
        new(
            "arcs",
            Automatic,
            "Reading: true keeps each call as an exact stack of two frames, false complete stacks; "
            + "auto keeps calls if only a call graph is written"),
        new("stacks", "true", "Reading: false reads self costs alone"),
        new("detail", "0.001", "Reading: costs below this percentage of the total are not split among callers"),
        new("max-stacks", "1000000", "Reading: with more stacks than this, costs are split less finely"),
        new("lines", "true", "Reading: false sums the lines and addresses of each function"),
        new(
            "levels",
            "merge",
            "Reading: merge turns Valgrind's levels of recursion, f'2, into frames of f; keep does not"),
        new("calls", "true", "Reading: false discards the counts of calls, sample type calls/count"),
    ];

    /// <summary>
    /// Whether each call of the graph is read as a stack of two frames, and not as part of complete stacks. Null for
    /// complete stacks unless the request accepts arcs (<see cref="ReadRequest.AcceptsArcs"/>).
    /// </summary>
    public bool? Arcs { get; init; }

    /// <summary>Whether stacks are read; false for self costs alone.</summary>
    public bool Stacks { get; init; } = true;

    /// <summary>The share of the total, from 0 to 1, below which costs are not split among callers.</summary>
    public double Detail { get; init; } = 1e-5;

    /// <summary>The count of stacks above which costs are split less finely.</summary>
    public long MaxStacks { get; init; } = 1_000_000;

    /// <summary>
    /// Whether lines and addresses are kept; false to sum them for each function. Only for complete stacks.
    /// </summary>
    public bool Lines { get; init; } = true;

    /// <summary>Whether levels of recursion (<c>f'2</c>) are frames of function <c>f</c>.</summary>
    public bool MergesLevels { get; init; } = true;

    /// <summary>Whether the counts of calls are read, as a separate sample type; not with self costs alone.</summary>
    public bool Calls { get; init; } = true;

    /// <summary>Creates the options from named values.</summary>
    /// <exception cref="FormatException">The value of an option is invalid.</exception>
    public static CallgrindOptions From(FormatOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new CallgrindOptions
        {
            Arcs = ParseArcs(options),
            Stacks = options.Flag("stacks", fallback: true),
            Detail = ParseDetail(options.Text("detail")),
            MaxStacks = ParseMaxStacks(options),
            Lines = options.Flag("lines", fallback: true),
            MergesLevels = options.Text("levels").Length == 0 || options.Choice("levels", "merge", "keep") == "merge",
            Calls = options.Flag("calls", fallback: true),
        };
    }

    private static bool? ParseArcs(FormatOptions options)
    {
        try
        {
            return options.Text("arcs") is "" or Automatic ? null : options.Flag("arcs");
        }
        catch (FormatException)
        {
            throw new FormatException($"option 'arcs': expected auto, true or false, found '{options.Text("arcs")}'");
        }
    }

    private static double ParseDetail(string text)
    {
        string number = text.TrimEnd('%', ' ');
        if (text.Length == 0)
        {
            return new CallgrindOptions().Detail;
        }

        return double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out double percent)
            && percent is >= 0 and <= 100
            ? percent / 100
            : throw new FormatException($"option 'detail': expected a percentage from 0 to 100, found '{text}'");
    }

    private static long ParseMaxStacks(FormatOptions options)
    {
        long count = options.Integer("max-stacks", fallback: 1_000_000);
        return count > 0
            ? count
            : throw new FormatException($"option 'max-stacks': expected a number above 0, found '{count}'");
    }
}
