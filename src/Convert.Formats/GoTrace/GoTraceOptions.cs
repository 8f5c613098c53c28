
namespace Refold.Formats.GoTrace;

/// <summary>How a <see cref="GoTraceReader"/> reads.</summary>
public sealed record GoTraceOptions
{
    private const int DefaultRate = 100;

    // In the order of the enumerations.
    private static readonly string[] ProfileNames =
        ["cpu", "net", "sync", "syscall", "sched", "offcpu", "running", "wall", "gc-assist", "stw", "create"];

    private static readonly string[] CompatNames = ["go1.21", "go1.25", "go1.26"];

    /// <summary>The options as the command line knows them.</summary>
    public static IReadOnlyList<FormatOption> Declared { get; } =
    [
        new("profile", "", $"Profiles to read, with commas between: {string.Join(", ", ProfileNames)}"),
        new("compat", "", "Net, sync, syscall and sched as go tool trace has them: go1.21, go1.25 or go1.26"),
        new("rate", "100", "CPU samples a second, as the program set it; the trace does not tell"),
        new("system", "false", "True if waits of the runtime's own goroutines count, too"),
    ];

    /// <summary>
    /// The profiles to read, each once; a column or two of the result each. Empty for CPU samples if the trace has any,
    /// else running time.
    /// </summary>
    public IReadOnlyList<GoTraceChannel> Profiles { get; init; } = [];

    /// <summary>Whose numbers the profiles of go tool trace give.</summary>
    public GoTraceCompat Compat { get; init; }

    /// <summary>CPU samples a second; at least 1.</summary>
    public int Rate { get; init; } = DefaultRate;

    /// <summary>
    /// True if the runtime's own goroutines count when they wait; they nearly always do. Their work on processors
    /// always counts.
    /// </summary>
    public bool HasSystemGoroutines { get; init; }

    /// <summary>Takes the options from a command line.</summary>
    /// <exception cref="FormatException">The value of an option makes no sense.</exception>
    public static GoTraceOptions From(FormatOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        long rate = options.Integer("rate", DefaultRate);
        return new GoTraceOptions
        {
            Profiles = ProfilesOf(options.Text("profile")),
            Compat = CompatOf(options.Text("compat")),
            Rate = rate is >= 1 and <= 1_000_000
                ? (int)rate
                : throw new FormatException($"option 'rate': expected 1 to 1000000, found '{rate}'"),
            HasSystemGoroutines = options.Flag("system"),
        };
    }

    /// <summary>The name of a profile on the command line.</summary>
    internal static string NameOf(GoTraceChannel profile) => ProfileNames[(int)profile];

    private static GoTraceCompat CompatOf(string name) =>
        name.Length == 0 ? GoTraceCompat.None
        : Array.IndexOf(CompatNames, name) is >= 0 and int index ? (GoTraceCompat)(index + 1)
        : throw new FormatException(
            $"option 'compat': expected {string.Join(", ", CompatNames)}, found {MessageText.Quote(name)}");

    private static GoTraceChannel[] ProfilesOf(string text) =>
        [.. text.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(n => ProfileOf(n.Trim())).Distinct()];

    private static GoTraceChannel ProfileOf(string name) =>
        Array.IndexOf(ProfileNames, name) is >= 0 and int index
            ? (GoTraceChannel)index
            : throw new FormatException(
                $"option 'profile': expected {string.Join(", ", ProfileNames)}, found {MessageText.Quote(name)}");
}
