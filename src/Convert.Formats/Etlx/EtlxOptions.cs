namespace Refold.Formats.Etlx;

/// <summary>How an <see cref="EtlxReader"/> reads.</summary>
public sealed record EtlxOptions
{
    /// <summary>The options as the command line knows them.</summary>
    public static IReadOnlyList<FormatOption> Declared { get; } =
    [
        new(
            "profile",
            "",
            "What to read: cpu, thread-time, alloc, lock, wait, exception, gc, offcpu, several with commas between, or all"),
    ];

    /// <summary>
    /// The names of the profiles to read, such as <c>alloc</c>, or <c>all</c>; empty for the one that most people want of
    /// those that the trace has: the first of cpu, thread-time, alloc, lock, wait, exception, gc, offcpu.
    /// </summary>
    public IReadOnlyList<string> Profiles { get; init; } = [];

    /// <summary>Takes the options from a command line.</summary>
    /// <exception cref="FormatException">The value of an option makes no sense.</exception>
    public static EtlxOptions From(FormatOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        string[] names = options.Text("profile")
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        EtlxProfiles.Parse(names);
        return new EtlxOptions { Profiles = names };
    }
}
