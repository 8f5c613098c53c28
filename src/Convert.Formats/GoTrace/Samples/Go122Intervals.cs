namespace Refold.Formats.GoTrace;

/// <summary>
/// Reproduces the numbers of <c>go tool trace -pprof</c> since Go 1.22 for net, sync, syscall and sched.
/// </summary>
/// <remarks>
/// The rules were found by comparing results with those of the tools of Go 1.22 to 1.27. An interval lasts until the
/// goroutine leaves the kind of state, whatever the reasons in between. Nothing before the goroutine's first start
/// counts. The tools up to Go 1.25 ignore transitions without a stack, which makes intervals begin late, end late, or
/// run together:
/// <code>
/// transition   block (stack)     unblock (stack)     start (no stack)     block (stack)
/// Go 1.26      |----- sync -----|----- sched ---------|
/// Go 1.25      |----- sync -----|----- sched, since the start is ignored -|
/// </code>
/// </remarks>
internal sealed class Go122Intervals(GoReadSession session, GoChannelSet channels, bool needsStacks) : GoSampleSource
{
    private static readonly GoTraceChannel[] ToolChannels =
        [GoTraceChannel.Net, GoTraceChannel.Sync, GoTraceChannel.Syscall, GoTraceChannel.Sched];

    private readonly GoTraceChannel[] _channels = [.. ToolChannels.Where(channels.Has)];

    /// <inheritdoc/>
    public override void OnTransition(Goroutine goroutine, in GoTransition transition)
    {
        GoToolTracks tracks = goroutine.Tracks ??= new GoToolTracks();
        if (transition.To == GoState.Running && tracks.FirstRun is null)
        {
            tracks.FirstRun = transition.Time;
            tracks.BeforeFirstRun.Clear();
        }

        if (!needsStacks || session.Stacks.Has(transition.Stack))
        {
            foreach (GoTraceChannel channel in _channels)
            {
                Track(goroutine, tracks, channel, transition);
            }
        }

        if (transition.To == GoState.Dead)
        {
            AddBeforeFirstRun(goroutine);
        }
    }

    /// <inheritdoc/>
    public override void Finish(IEnumerable<Goroutine> goroutines, long time)
    {
        foreach (Goroutine goroutine in goroutines)
        {
            AddBeforeFirstRun(goroutine);
        }
    }

    private void Track(Goroutine goroutine, GoToolTracks tracks, GoTraceChannel channel, in GoTransition transition)
    {
        ref (bool IsOpen, long Since, StackId Stack) track = ref tracks[channel];
        if (!track.IsOpen)
        {
            if (IsBegin(channel, transition))
            {
                track = (true, transition.Time, session.Stacks[transition.Stack]);
            }
        }
        else if (transition.To != GetState(channel))
        {
            track.IsOpen = false;
            End(goroutine, tracks, channel, track.Stack, track.Since, transition.Time);
        }
    }

    private void End(
        Goroutine goroutine, GoToolTracks tracks, GoTraceChannel channel, StackId stack, long since, long until)
    {
        if (tracks.FirstRun is { } firstRun)
        {
            Add(goroutine, channel, stack, Math.Max(since, firstRun), until);
        }
        else
        {
            tracks.BeforeFirstRun.Add((channel, stack, since, until));
        }
    }

    private void AddBeforeFirstRun(Goroutine goroutine)
    {
        foreach ((GoTraceChannel channel, StackId stack, long since, long until)
            in goroutine.Tracks?.BeforeFirstRun ?? [])
        {
            Add(goroutine, channel, stack, since, until);
        }
    }

    private void Add(Goroutine goroutine, GoTraceChannel channel, StackId stack, long since, long until)
    {
        if (until > since)
        {
            session.Samples.Add(channel, stack, session.Labels.GetOrAdd(goroutine), since, until - since);
        }
    }

    private static GoState GetState(GoTraceChannel channel) => channel switch
    {
        GoTraceChannel.Syscall => GoState.Syscall,
        GoTraceChannel.Sched => GoState.Runnable,
        _ => GoState.Waiting,
    };

    private static bool IsBegin(GoTraceChannel channel, in GoTransition transition) =>
        transition.To == GetState(channel) && channel switch
        {
            GoTraceChannel.Net => transition.Reason.Kind == GoReasonKind.Network,
            GoTraceChannel.Sync => transition.Reason.Kind == GoReasonKind.Sync,
            _ => true,
        };
}
