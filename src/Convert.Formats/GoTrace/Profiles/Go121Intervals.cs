namespace Refold.Formats.GoTrace;

/// <summary>
/// Net, sync, syscall and sched as <c>go tool trace -pprof</c> had them up to Go 1.21: an event that has a stack is
/// linked to the one that ends what it began, and the time between them counts.
/// </summary>
internal sealed class Go121Intervals(GoChannels profiles, GoChannelSet own) : GoSampleSource
{
    /// <inheritdoc/>
    public override void Moving(Goroutine goroutine, in GoTransition move)
    {
        if (goroutine.State == move.To)
        {
            return;
        }

        // A goroutine is in one state at a time, so one track serves all profiles.
        Go122Tracks tracks = goroutine.Tracks ??= new Go122Tracks();
        if (tracks.Link is { } link && IsEnd(link, move.To))
        {
            ref (bool IsOpen, long Since, StackId Stack) ended = ref tracks[link];
            Add(goroutine, link, ended.Stack, ended.Since, move.Time);
        }

        tracks.Link = null;
        if (ProfileOf(goroutine.State, move) is { } begun && own.Has(begun))
        {
            tracks.Link = begun;
            tracks[begun] = (true, move.Time, profiles.Stacks[move.Stack]);
        }
    }

    /// <inheritdoc/>
    public override void Finish(IEnumerable<Goroutine> goroutines, long time)
    {
    }

    private void Add(Goroutine goroutine, GoTraceChannel profile, StackId stack, long since, long until)
    {
        if (stack != default && until > since)
        {
            profiles.Samples.Add(profile, stack, profiles.Labels.Of(goroutine), since, until - since);
        }
    }

    private static GoTraceChannel? ProfileOf(GoState from, in GoTransition move) => (from, move.To) switch
    {
        (GoState.Running, GoState.Waiting) => move.Reason.Kind switch
        {
            GoReasonKind.Network => GoTraceChannel.Net,
            GoReasonKind.Sync or GoReasonKind.AssistWait => GoTraceChannel.Sync,
            _ => null,
        },
        (GoState.Running, GoState.Syscall) => GoTraceChannel.Syscall,
        (GoState.Waiting or GoState.Dead, GoState.Runnable) => GoTraceChannel.Sched,
        _ => null,
    };

    // Only system calls that blocked, after which the goroutine had to wait for a processor, were linked.
    private static bool IsEnd(GoTraceChannel profile, GoState to) =>
        to == (profile == GoTraceChannel.Sched ? GoState.Running : GoState.Runnable);
}
