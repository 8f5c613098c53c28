namespace Refold.Formats.GoTrace;

/// <summary>The options of a <see cref="GoTraceReader"/>.</summary>
public sealed record GoTraceOptions
{
    private const int DefaultRate = 100;

    // Indexed by GoTraceChannel.
    private static readonly string[] ChannelNames =
        ["cpu", "net", "sync", "syscall", "sched", "offcpu", "running", "wall", "gc-assist", "stw", "create"];

    // Indexed by GoTraceCompat - 1.
    private static readonly string[] CompatNames = ["go1.21", "go1.25", "go1.26"];

    /// <summary>The options as the command line declares them.</summary>
    public static IReadOnlyList<FormatOption> Declared { get; } =
    [
        new("profile", "", $"Profiles to read, separated by commas: {string.Join(", ", ChannelNames)}"),
        new("compat", "", "Net, sync, syscall and sched as go tool trace counts them: go1.21, go1.25 or go1.26"),
        new("rate", "100", "CPU samples per second, as set in the program; traces do not record it"),
        new("system", "false", "True to include waits of the runtime's own goroutines"),
    ];

    /// <summary>
    /// The channels to read; each becomes one or two sample types. Empty: CPU samples if the trace has any, else
    /// running time.
    /// </summary>
    public IReadOnlyList<GoTraceChannel> Channels { get; init; } = [];

    /// <summary>The version of <c>go tool trace</c> whose numbers are reproduced.</summary>
    public GoTraceCompat Compat { get; init; }

    /// <summary>CPU samples per second; at least 1.</summary>
    public int Rate { get; init; } = DefaultRate;

    /// <summary>
    /// Whether waits of the runtime's own goroutines count. These wait nearly all the time. Their time on processors
    /// always counts.
    /// </summary>
    public bool HasSystemGoroutines { get; init; }

    /// <summary>Parses the options of a command line.</summary>
    /// <exception cref="FormatException">The value of an option is invalid.</exception>
    public static GoTraceOptions From(FormatOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        long rate = options.Integer("rate", DefaultRate);
        return new GoTraceOptions
        {
            Channels = ParseChannels(options.Text("profile")),
            Compat = ParseCompat(options.Text("compat")),
            Rate = rate is >= 1 and <= 1_000_000
                ? (int)rate
                : throw new FormatException($"option 'rate': expected 1 to 1000000, found '{rate}'"),
            HasSystemGoroutines = options.Flag("system"),
        };
    }

    /// <summary>The name of a channel on the command line.</summary>
    internal static string GetName(GoTraceChannel channel) => ChannelNames[(int)channel];

    private static GoTraceCompat ParseCompat(string name) =>
        name.Length == 0 ? GoTraceCompat.None
        : Array.IndexOf(CompatNames, name) is >= 0 and int index ? (GoTraceCompat)(index + 1)
        : throw new FormatException(
            $"option 'compat': expected {string.Join(", ", CompatNames)}, found {MessageText.Quote(name)}");

    private static GoTraceChannel[] ParseChannels(string text) =>
        [.. text.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(n => ParseChannel(n.Trim())).Distinct()];

    private static GoTraceChannel ParseChannel(string name) =>
        Array.IndexOf(ChannelNames, name) is >= 0 and int index
            ? (GoTraceChannel)index
            : throw new FormatException(
                $"option 'profile': expected {string.Join(", ", ChannelNames)}, found {MessageText.Quote(name)}");
}
