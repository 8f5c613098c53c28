namespace Refold.Formats.GoTrace;

/// <summary>
/// Net, sync, syscall and sched as <c>go tool trace -pprof</c> had them up to Go 1.21: an event that has a stack is
/// linked to the one that ends what it began, and the time between them counts.
/// </summary>
internal sealed class GoLinkedIntervals(GoProfiles profiles, GoProfileSet own) : GoObserver
{
    /// <inheritdoc/>
    public override void Moving(Goroutine goroutine, in GoMove move)
    {
        if (goroutine.State == move.To)
        {
            return;
        }

        // One goroutine is in one state at a time, so the track of any profile serves.
        GoTracks tracks = goroutine.Tracks ??= new GoTracks();
        foreach (GoTraceProfile profile in (ReadOnlySpan<GoTraceProfile>)
            [GoTraceProfile.Net, GoTraceProfile.Sync, GoTraceProfile.Syscall, GoTraceProfile.Sched])
        {
            ref (bool IsOpen, long Since, StackId Stack) track = ref tracks[profile];
            if (track.IsOpen && IsEnd(profile, move.To))
            {
                Add(goroutine, profile, track.Stack, track.Since, move.Time);
            }

            track.IsOpen = false;
            if (own.Has(profile) && IsBegin(profile, goroutine.State, move))
            {
                track = (true, move.Time, profiles.Stacks[move.Stack]);
            }
        }
    }

    /// <inheritdoc/>
    public override void Finish(IEnumerable<Goroutine> goroutines, long time)
    {
    }

    private void Add(Goroutine goroutine, GoTraceProfile profile, StackId stack, long since, long until)
    {
        if (stack != default && until > since)
        {
            profiles.Samples.Add(profile, stack, profiles.Labels.For(goroutine).End(), since, until - since);
        }
    }

    private static bool IsBegin(GoTraceProfile profile, GoState from, in GoMove move) => profile switch
    {
        GoTraceProfile.Net => from == GoState.Running && move.Reason.Kind == GoReasonKind.Network,
        GoTraceProfile.Sync => from == GoState.Running
            && move is { To: GoState.Waiting, Reason.Kind: GoReasonKind.Sync or GoReasonKind.AssistWait },
        GoTraceProfile.Syscall => from == GoState.Running && move.To == GoState.Syscall,
        _ => from is GoState.Waiting or GoState.Dead && move.To == GoState.Runnable,
    };

    // Only system calls that blocked, after which the goroutine had to wait for a processor, were linked.
    private static bool IsEnd(GoTraceProfile profile, GoState to) =>
        to == (profile == GoTraceProfile.Sched ? GoState.Running : GoState.Runnable);
}
