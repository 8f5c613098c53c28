namespace Refold.Formats.GoTrace;

/// <summary>
/// Makes samples of states: one for each interval from the moment a goroutine enters a state until it leaves it.
/// <code>
///     running ──block──► waiting ──unblock──► runnable ──start──► running
///              own stack │ net, sync, offcpu │ sched     │ running
///              └─────────────────────── wall ────────────────────────┘
/// </code>
/// </summary>
internal sealed class GoIntervals : GoSampleSource
{
    // What is known of a state that began before the trace, or ends after it: its part in the trace counts.
    private static readonly GoChannelSet Parts =
        GoChannelSet.Create(GoTraceChannel.OffCpu, GoTraceChannel.Running, GoTraceChannel.Wall);

    private static readonly GoChannelSet OnProcessor = GoChannelSet.Create(GoTraceChannel.Running);

    // What wants a state.
    private static readonly GoChannelSet Ready = GoChannelSet.Create(GoTraceChannel.Sched, GoTraceChannel.Wall);
    private static readonly GoChannelSet Running = GoChannelSet.Create(GoTraceChannel.Running, GoTraceChannel.Wall);
    private static readonly GoChannelSet InSyscall = GoChannelSet.Create(GoTraceChannel.Syscall, GoTraceChannel.Wall);
    private static readonly GoChannelSet ForOthers = GoChannelSet.Create(GoTraceChannel.OffCpu, GoTraceChannel.Wall);

    private static readonly GoChannelSet ForNet =
        GoChannelSet.Create(GoTraceChannel.Net, GoTraceChannel.OffCpu, GoTraceChannel.Wall);

    private static readonly GoChannelSet ForSync =
        GoChannelSet.Create(GoTraceChannel.Sync, GoTraceChannel.OffCpu, GoTraceChannel.Wall);

    private readonly GoSamples _samples;
    private readonly GoStacks _stacks;
    private readonly GoLabels _labels;
    private readonly GoDiagnostics _log;
    private readonly GoChannelSet _chosen;
    private readonly bool _hasSystem;
    private readonly bool _needsOwnStacks;
    private readonly StringId[] _stateNames;
    private readonly StringId _afterCreate;
    private readonly StringId _afterWake;

    /// <summary>Makes samples of some of the chosen profiles.</summary>
    public GoIntervals(GoChannels profiles, GoChannelSet own)
    {
        _samples = profiles.Samples;
        _stacks = profiles.Stacks;
        _labels = profiles.Labels;
        _log = profiles.Log;
        _chosen = own;
        _hasSystem = profiles.Options.HasSystemGoroutines;
        _needsOwnStacks = own.HasAny(GoChannelSet.Create(GoTraceChannel.Sched, GoTraceChannel.Wall));
        _stateNames = [default, default, Name("runnable"), Name("running"), Name("waiting"), Name("syscall")];
        _afterCreate = Name("create");
        _afterWake = Name("unblock");
        return;

        StringId Name(string text) => profiles.Builder.AddString(text);
    }

    /// <inheritdoc/>
    public override void Moving(Goroutine goroutine, in GoTransition move)
    {
        if (goroutine.State == move.To)
        {
            return;
        }

        if (!goroutine.Wanted.IsEmpty)
        {
            Close(goroutine, goroutine.Wanted, move.Time, move.To);
        }

        Open(goroutine, move);
    }

    /// <inheritdoc/>
    public override void Annotating(Goroutine goroutine, long time)
    {
        if (goroutine.State == GoState.Running && !goroutine.Wanted.IsEmpty)
        {
            Close(goroutine, goroutine.Wanted, time, GoState.Running);
            goroutine.Since = time;
        }
    }

    /// <inheritdoc/>
    public override void Finish(IEnumerable<Goroutine> goroutines, long time)
    {
        foreach (Goroutine goroutine in goroutines)
        {
            Close(goroutine, goroutine.Wanted.And(Parts), time, GoState.Unknown);
        }
    }

    private void Open(Goroutine goroutine, in GoTransition move)
    {
        GoChannelSet wanted = ProfilesOf(move.To, move.Reason.Kind).And(_chosen);
        goroutine.Wanted = move.IsStatus ? wanted.And(Parts) : wanted;
        goroutine.Since = move.Time;
        goroutine.Reason = move.Reason;
        goroutine.Before = goroutine.State;
        goroutine.Processor = move.Processor;
        goroutine.Thread = move.Thread;
        if (move.OwnStack != 0 && (_needsOwnStacks || !wanted.IsEmpty))
        {
            goroutine.OwnStack = _stacks[move.OwnStack];
        }

        if (wanted.Has(GoTraceChannel.Sched))
        {
            goroutine.WakeStack = _stacks[move.Stack];
        }
    }

    private static GoChannelSet ProfilesOf(GoState state, GoReasonKind reason) => state switch
    {
        GoState.Runnable => Ready,
        GoState.Running => Running,
        GoState.Syscall => InSyscall,
        GoState.Waiting when reason == GoReasonKind.Network => ForNet,
        GoState.Waiting when reason == GoReasonKind.Sync => ForSync,
        GoState.Waiting => ForOthers,
        _ => GoChannelSet.None,
    };

    private void Close(Goroutine goroutine, GoChannelSet wanted, long time, GoState next)
    {
        GoChannelSet own = goroutine.IsSystem && !_hasSystem ? wanted.And(OnProcessor) : wanted;
        long length = time - goroutine.Since;
        if (length < 0)
        {
            _log.Backwards();
            length = 0;
        }

        for (int bits = own.Bits; bits != 0; bits &= bits - 1)
        {
            Add(goroutine, (GoTraceChannel)System.Numerics.BitOperations.TrailingZeroCount(bits), length, next);
        }

        goroutine.Samples?.Clear();
    }

    private void Add(Goroutine goroutine, GoTraceChannel profile, long length, GoState next)
    {
        switch (profile)
        {
            case GoTraceChannel.Sched when next != GoState.Running:
                break;
            case GoTraceChannel.Sched:
                StackId stack = goroutine.WakeStack == default ? OwnStack(goroutine) : goroutine.WakeStack;
                Add(goroutine, profile, stack, _labels.Of(goroutine, _labels.After, AfterOf(goroutine)), length);
                break;
            case GoTraceChannel.Running:
                LabelSetId on = _labels.For(goroutine).On(goroutine.Processor, goroutine.Thread).End();
                Add(goroutine, profile, EntryStack(goroutine), on, length);
                break;
            case GoTraceChannel.Wall:
                AddWall(goroutine, length);
                break;
            default:
                LabelSetId why = _labels.Of(goroutine, _labels.Reason, goroutine.Reason.Name);
                Add(goroutine, profile, OwnStack(goroutine), why, length);
                break;
        }
    }

    // Time on a processor is shared among the CPU samples in it: the sum stays exact, and the stacks are sampled.
    private void AddWall(Goroutine goroutine, long length)
    {
        LabelSetId labels = _labels.For(goroutine)
            .Add(_labels.State, _stateNames[(int)goroutine.State])
            .Add(_labels.Reason, goroutine.Reason.Name)
            .End();
        if (goroutine is not { State: GoState.Running, Samples: { Count: > 0 } samples })
        {
            StackId stack = goroutine.State == GoState.Running ? EntryStack(goroutine) : OwnStack(goroutine);
            Add(goroutine, GoTraceChannel.Wall, stack, labels, length);
            return;
        }

        long given = 0;
        for (int i = 0; i < samples.Count; i++)
        {
            long share = (length - given) / (samples.Count - i);
            given += share;
            _samples.Add(GoTraceChannel.Wall, samples[i], labels, goroutine.Since, share, count: i == 0 ? 1 : 0);
        }
    }

    private void Add(Goroutine goroutine, GoTraceChannel profile, StackId stack, LabelSetId labels, long length) =>
        _samples.Add(profile, stack, labels, goroutine.Since, length);

    private StringId AfterOf(Goroutine goroutine) => goroutine.Before switch
    {
        GoState.Dead => _afterCreate,
        GoState.Waiting => _afterWake,
        GoState.Syscall => _stateNames[(int)GoState.Syscall],
        _ => goroutine.Reason.Name,
    };

    private StackId OwnStack(Goroutine goroutine) =>
        goroutine.OwnStack == default ? EntryStack(goroutine) : goroutine.OwnStack;

    private StackId EntryStack(Goroutine goroutine) =>
        _stacks.OfFrame(goroutine.Entry == default ? _stacks.UnknownFrame : goroutine.Entry);
}
