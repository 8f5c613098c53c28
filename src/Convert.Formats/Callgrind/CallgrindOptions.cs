using System.Globalization;

namespace Refold.Formats.Callgrind;

/// <summary>How call graphs are read.</summary>
public sealed record CallgrindOptions
{
    private const string Automatic = "auto";

    /// <summary>The options under their names on the command line.</summary>
    internal static readonly IReadOnlyList<FormatOption> Declared =
    [
        new(
            "arcs",
            Automatic,
            "Reading: true keeps each call as an exact stack of two frames, false makes whole stacks; "
            + "auto keeps calls if only a call graph is written"),
        new("stacks", "true", "Reading: false reads self costs alone"),
        new("detail", "0.001", "Reading: costs below this percentage of the total are not split among callers"),
        new("max-stacks", "1000000", "Reading: with more stacks than this, costs are split less finely"),
        new("lines", "true", "Reading: false sums up the lines and addresses of each function"),
        new(
            "levels",
            "merge",
            "Reading: merge makes Valgrind's levels of recursion, f'2, frames of f; keep leaves them"),
        new("calls", "true", "Reading: how often each call was made, as sample type calls/count"),
    ];

    /// <summary>
    /// True if each call of the graph is read as a stack of two frames, false if as part of whole stacks; null for
    /// whole stacks, unless the conversion accepts calls (<see cref="ReadRequest.AcceptsArcs"/>).
    /// </summary>
    public bool? Arcs { get; init; }

    /// <summary>False if only self costs are read.</summary>
    public bool Stacks { get; init; } = true;

    /// <summary>The share of the total, from 0 to 1, below which costs are not split among callers.</summary>
    public double Detail { get; init; } = 1e-5;

    /// <summary>The number of stacks above which costs are split less finely.</summary>
    public long MaxStacks { get; init; } = 1_000_000;

    /// <summary>False if the lines and addresses of a function are summed up; only for whole stacks.</summary>
    public bool Lines { get; init; } = true;

    /// <summary>
    /// True if levels of recursion (<c>f'2</c>) are frames of the same function; only for whole stacks.
    /// </summary>
    public bool MergesLevels { get; init; } = true;

    /// <summary>True if the number of calls is a sample type of its own; not with self costs alone.</summary>
    public bool Calls { get; init; } = true;

    /// <summary>The options of a command line.</summary>
    /// <exception cref="FormatException">A value makes no sense.</exception>
    public static CallgrindOptions From(FormatOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new CallgrindOptions
        {
            Arcs = ArcsOf(options),
            Stacks = options.Flag("stacks", fallback: true),
            Detail = DetailOf(options.Text("detail")),
            MaxStacks = MaxStacksOf(options),
            Lines = options.Flag("lines", fallback: true),
            MergesLevels = options.Text("levels").Length == 0 || options.Choice("levels", "merge", "keep") == "merge",
            Calls = options.Flag("calls", fallback: true),
        };
    }

    private static bool? ArcsOf(FormatOptions options)
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

    private static double DetailOf(string text)
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

    private static long MaxStacksOf(FormatOptions options)
    {
        long most = options.Integer("max-stacks", fallback: 1_000_000);
        return most > 0
            ? most
            : throw new FormatException($"option 'max-stacks': expected a number above 0, found '{most}'");
    }
}
