namespace Refold.Formats.GoTrace;

/// <summary>What <see cref="Go122Intervals"/> knows of one goroutine.</summary>
internal sealed class Go122Tracks
{
    private readonly (bool IsOpen, long Since, StackId Stack)[] _open =
        new (bool, long, StackId)[(int)GoTraceChannel.Sched + 1];

    /// <summary>The profile that the current state counts for; null if it counts for none.</summary>
    public GoTraceChannel? Link { get; set; }

    /// <summary>When it first ran; null if it has not.</summary>
    public long? FirstRun { get; set; }

    /// <summary>
    /// Intervals that count only if the goroutine never runs: the tool begins to count at its first run.
    /// </summary>
    public List<(GoTraceChannel Profile, StackId Stack, long Since, long Until)> Unproven { get; } = [];

    /// <summary>The interval of a profile that has begun and not ended.</summary>
    public ref (bool IsOpen, long Since, StackId Stack) this[GoTraceChannel profile] => ref _open[(int)profile];
}
