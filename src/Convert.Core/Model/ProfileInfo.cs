namespace Refold;

/// <summary>Facts about a profile as a whole.</summary>
public sealed record ProfileInfo
{
    /// <summary>Nothing is known.</summary>
    public static ProfileInfo None { get; } = new();

    /// <summary>When recording began, in nanoseconds since the Unix epoch; 0 if unknown.</summary>
    public long StartUnixNanoseconds { get; init; }

    /// <summary>How long recording took, in nanoseconds; 0 if unknown.</summary>
    public long DurationNanoseconds { get; init; }

    /// <summary>What was counted between two samples; null if unknown.</summary>
    public SampleType? PeriodType { get; init; }

    /// <summary>How much of <see cref="PeriodType"/> lies between two samples, in its unit; 0 if unknown.</summary>
    public long Period { get; init; }

    /// <summary>What the times of the samples count from.</summary>
    public ProfileClock Clock { get; init; }

    /// <summary>Free text for people, in the source's order.</summary>
    public IReadOnlyList<string> Comments { get; init; } = [];

    /// <summary>Frames whose name matches this regular expression are not for people; empty if none.</summary>
    public string DropFrames { get; init; } = "";

    /// <summary>Frames whose name matches this are kept although <see cref="DropFrames"/> matches; empty if none.</summary>
    public string KeepFrames { get; init; } = "";

    /// <summary>The name of the sample type that is meant when none is chosen; empty if the source names none.</summary>
    public string DefaultSampleType { get; init; } = "";

    /// <summary>Where the profile is explained; empty if nowhere.</summary>
    public string DocUrl { get; init; } = "";
}
