namespace Refold.Formats.GoTrace;

/// <summary>
/// The open intervals of one goroutine for <see cref="Go121Intervals"/> and <see cref="Go122Intervals"/>.
/// </summary>
internal sealed class GoToolTracks
{
    private readonly (bool IsOpen, long Since, StackId Stack)[] _open =
        new (bool, long, StackId)[(int)GoTraceChannel.Sched + 1];

    /// <summary>
    /// The channel whose interval the next transition may end (<see cref="Go121Intervals"/>); null if there is none.
    /// </summary>
    public GoTraceChannel? Link { get; set; }

    /// <summary>The time of its first start, in nanoseconds; null if it has not run.</summary>
    public long? FirstRun { get; set; }

    /// <summary>
    /// The intervals that ended before the goroutine first ran. They count only if it never runs, since the tool begins
    /// to count at the first start.
    /// </summary>
    public List<(GoTraceChannel Channel, StackId Stack, long Since, long Until)> BeforeFirstRun { get; } = [];

    /// <summary>The last interval of a channel, which may still be open.</summary>
    public ref (bool IsOpen, long Since, StackId Stack) this[GoTraceChannel channel] => ref _open[(int)channel];
}
