namespace Refold;

/// <summary>Start, duration, period, comments and other facts about a recording as a whole.</summary>
public sealed record ProfileInfo
{
    /// <summary>No facts.</summary>
    public static ProfileInfo None { get; } = new();

    /// <summary>The start of the recording, in nanoseconds since the Unix epoch; 0 if unknown.</summary>
    public long StartUnixNanoseconds { get; init; }

    /// <summary>The duration of the recording, in nanoseconds; 0 if unknown.</summary>
    public long DurationNanoseconds { get; init; }

    /// <summary>The event that triggers a sample; null if unknown.</summary>
    public SampleType? PeriodType { get; init; }

    /// <summary>The amount of <see cref="PeriodType"/> between two samples, in its unit; 0 if unknown.</summary>
    public long Period { get; init; }

    /// <summary>The origin of the times of samples.</summary>
    public ProfileClock Clock { get; init; }

    /// <summary>Free text for people, in the source's order.</summary>
    public IReadOnlyList<string> Comments { get; init; } = [];

    /// <summary>The regular expression of function names that pprof drops from stacks; empty if none.</summary>
    public string DropFrames { get; init; } = "";

    /// <summary>The regular expression of names that are kept although <see cref="DropFrames"/> matches.</summary>
    public string KeepFrames { get; init; } = "";

    /// <summary>The name of the default sample type; empty if the source names none.</summary>
    public string DefaultSampleType { get; init; } = "";

    /// <summary>The URL of a page about the profile; empty if none.</summary>
    public string DocUrl { get; init; } = "";
}
