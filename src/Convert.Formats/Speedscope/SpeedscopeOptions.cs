namespace Refold.Formats.Speedscope;

/// <summary>The way in which samples are divided into the profiles of a written file.</summary>
public enum SpeedscopeProfiles
{
    /// <summary>By thread if samples have times, else by sample type.</summary>
    Automatic,

    /// <summary>By thread, with samples in the order of their times, one profile for each sample type.</summary>
    Threads,

    /// <summary>By sample type, with the samples of all threads.</summary>
    Types,
}

/// <summary>Options of a <see cref="SpeedscopeWriter"/>.</summary>
public sealed record SpeedscopeOptions
{
    /// <summary>The options by name, with their defaults and descriptions.</summary>
    internal static readonly IReadOnlyList<FormatOption> Declared =
    [
        new(
            "profiles",
            "auto",
            "Writing: one profile for each of: threads, types, or auto (threads if samples have times)"),
        new(
            "track",
            "auto",
            "Writing: the thread of a sample: goroutine, thread, processor, process, a label, or auto"),
    ];

    /// <summary>The way in which samples are divided into profiles.</summary>
    public SpeedscopeProfiles Profiles { get; init; }

    /// <summary>
    /// The tracks of the time axis: <c>goroutine</c>, <c>thread</c>, <c>processor</c>, <c>process</c> or the key of a
    /// label. Empty for goroutines if samples have them, else threads, else processes.
    /// </summary>
    public string Track { get; init; } = "";

    /// <summary>Creates the options from named values.</summary>
    /// <exception cref="FormatException">The value of an option is invalid.</exception>
    public static SpeedscopeOptions From(FormatOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        SpeedscopeProfiles profiles = options.Text("profiles").Length == 0 ? SpeedscopeProfiles.Automatic
            : options.Choice("profiles", "auto", "threads", "types") switch
            {
                "threads" => SpeedscopeProfiles.Threads,
                "types" => SpeedscopeProfiles.Types,
                _ => SpeedscopeProfiles.Automatic,
            };
        string track = options.Text("track");
        return new SpeedscopeOptions { Profiles = profiles, Track = track == "auto" ? "" : track };
    }
}
