namespace Refold.Formats.GoTrace;

/// <summary>
/// Reproduces the numbers of <c>go tool trace -pprof</c> up to Go 1.21 for net, sync, syscall and sched.
/// </summary>
/// <remarks>
/// An interval begins at an event with a stack and ends at the event that the tool links to it; intervals without a
/// stack are discarded. A system call counts only if it blocked:
/// <code>
/// channel    begins at                    ends at
/// net        block, reason network        unblock
/// sync       block, reason sync or GC     unblock
/// syscall    enter system call            return without a processor
/// sched      create or unblock            start
/// </code>
/// </remarks>
internal sealed class Go121Intervals(GoReadSession session, GoChannelSet channels) : GoSampleSource
{
    /// <inheritdoc/>
    public override void OnTransition(Goroutine goroutine, in GoTransition transition)
    {
        if (goroutine.State == transition.To)
        {
            return;
        }

        // A goroutine is in one state at a time, so that one link serves all channels.
        GoToolTracks tracks = goroutine.Tracks ??= new GoToolTracks();
        if (tracks.Link is { } link && IsEnd(link, transition.To))
        {
            ref (bool IsOpen, long Since, StackId Stack) ended = ref tracks[link];
            Add(goroutine, link, ended.Stack, ended.Since, transition.Time);
        }

        tracks.Link = null;
        if (FindChannel(goroutine.State, transition) is { } begun && channels.Has(begun))
        {
            tracks.Link = begun;
            tracks[begun] = (true, transition.Time, session.Stacks[transition.Stack]);
        }
    }

    /// <inheritdoc/>
    public override void Finish(IEnumerable<Goroutine> goroutines, long time)
    {
    }

    private void Add(Goroutine goroutine, GoTraceChannel channel, StackId stack, long since, long until)
    {
        if (stack != default && until > since)
        {
            session.Samples.Add(channel, stack, session.Labels.GetOrAdd(goroutine), since, until - since);
        }
    }

    private static GoTraceChannel? FindChannel(GoState from, in GoTransition transition) => (from, transition.To) switch
    {
        (GoState.Running, GoState.Waiting) => transition.Reason.Kind switch
        {
            GoReasonKind.Network => GoTraceChannel.Net,
            GoReasonKind.Sync or GoReasonKind.AssistWait => GoTraceChannel.Sync,
            _ => null,
        },
        (GoState.Running, GoState.Syscall) => GoTraceChannel.Syscall,
        (GoState.Waiting or GoState.Dead, GoState.Runnable) => GoTraceChannel.Sched,
        _ => null,
    };

    // The tool linked only system calls that blocked, after which the goroutine waits for a processor.
    private static bool IsEnd(GoTraceChannel channel, GoState to) =>
        to == (channel == GoTraceChannel.Sched ? GoState.Running : GoState.Runnable);
}
