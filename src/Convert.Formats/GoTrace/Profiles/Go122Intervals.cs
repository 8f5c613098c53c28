namespace Refold.Formats.GoTrace;

/// <summary>
/// Net, sync, syscall and sched as <c>go tool trace -pprof</c> has them since Go 1.22. Its rules, seen in its results:
/// an interval lasts while a goroutine stays in a kind of state, whatever its reason; only what lies after the
/// goroutine's first run counts; up to Go 1.25 moves without a stack are not seen at all, so that intervals begin late,
/// end late, or run together.
/// </summary>
internal sealed class Go122Intervals(GoChannels profiles, GoChannelSet own, bool needsStacks) : GoSampleSource
{
    private static readonly GoTraceChannel[] Tracked =
        [GoTraceChannel.Net, GoTraceChannel.Sync, GoTraceChannel.Syscall, GoTraceChannel.Sched];

    private readonly GoTraceChannel[] _own = [.. Tracked.Where(own.Has)];

    /// <inheritdoc/>
    public override void Moving(Goroutine goroutine, in GoTransition move)
    {
        Go122Tracks tracks = goroutine.Tracks ??= new Go122Tracks();
        if (move.To == GoState.Running && tracks.FirstRun is null)
        {
            tracks.FirstRun = move.Time;
            tracks.Unproven.Clear();
        }

        if (!needsStacks || profiles.Stacks.Has(move.Stack))
        {
            foreach (GoTraceChannel profile in _own)
            {
                Track(goroutine, tracks, profile, move);
            }
        }

        if (move.To == GoState.Dead)
        {
            AddUnproven(goroutine);
        }
    }

    /// <inheritdoc/>
    public override void Finish(IEnumerable<Goroutine> goroutines, long time)
    {
        foreach (Goroutine goroutine in goroutines)
        {
            AddUnproven(goroutine);
        }
    }

    private void Track(Goroutine goroutine, Go122Tracks tracks, GoTraceChannel profile, in GoTransition move)
    {
        ref (bool IsOpen, long Since, StackId Stack) track = ref tracks[profile];
        if (!track.IsOpen)
        {
            if (IsBegin(profile, move))
            {
                track = (true, move.Time, profiles.Stacks[move.Stack]);
            }
        }
        else if (move.To != StateOf(profile))
        {
            track.IsOpen = false;
            End(goroutine, tracks, profile, track.Stack, track.Since, move.Time);
        }
    }

    private void End(
        Goroutine goroutine, Go122Tracks tracks, GoTraceChannel profile, StackId stack, long since, long until)
    {
        if (tracks.FirstRun is { } firstRun)
        {
            Add(goroutine, profile, stack, Math.Max(since, firstRun), until);
        }
        else
        {
            tracks.Unproven.Add((profile, stack, since, until));
        }
    }

    private void AddUnproven(Goroutine goroutine)
    {
        foreach ((GoTraceChannel profile, StackId stack, long since, long until) in goroutine.Tracks?.Unproven ?? [])
        {
            Add(goroutine, profile, stack, since, until);
        }
    }

    private void Add(Goroutine goroutine, GoTraceChannel profile, StackId stack, long since, long until)
    {
        if (until > since)
        {
            profiles.Samples.Add(profile, stack, profiles.Labels.Of(goroutine), since, until - since);
        }
    }

    private static GoState StateOf(GoTraceChannel profile) => profile switch
    {
        GoTraceChannel.Syscall => GoState.Syscall,
        GoTraceChannel.Sched => GoState.Runnable,
        _ => GoState.Waiting,
    };

    private static bool IsBegin(GoTraceChannel profile, in GoTransition move) => move.To == StateOf(profile) && profile switch
    {
        GoTraceChannel.Net => move.Reason.Kind == GoReasonKind.Network,
        GoTraceChannel.Sync => move.Reason.Kind == GoReasonKind.Sync,
        _ => true,
    };
}
