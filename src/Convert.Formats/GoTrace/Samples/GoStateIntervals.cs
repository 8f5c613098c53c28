using System.Numerics;

namespace Refold.Formats.GoTrace;

/// <summary>Adds a sample for each interval that a goroutine spends in one state.</summary>
/// <remarks>
/// <code>
/// state        Running    Waiting                      Runnable     Syscall
/// channels     running    net or sync, and offcpu      sched        syscall       wall has all of them
/// stack        entry      own                          waker's      own
/// label                   reason                       after
/// </code>
/// "Own" is the goroutine's last known stack, else its entry function. The waker is the goroutine that created or woke
/// this one. An interval that begins before the trace or ends after it counts with the part inside for offcpu, running
/// and wall, and not at all for the others.
/// </remarks>
internal sealed class GoStateIntervals : GoSampleSource
{
    // Channels that count the part of an interval inside the trace.
    private static readonly GoChannelSet PartialChannels =
        GoChannelSet.Create(GoTraceChannel.OffCpu, GoTraceChannel.Running, GoTraceChannel.Wall);

    private static readonly GoChannelSet ProcessorChannels = GoChannelSet.Create(GoTraceChannel.Running);

    // The channels that the time in a state counts for.
    private static readonly GoChannelSet RunnableChannels =
        GoChannelSet.Create(GoTraceChannel.Sched, GoTraceChannel.Wall);

    private static readonly GoChannelSet RunningChannels =
        GoChannelSet.Create(GoTraceChannel.Running, GoTraceChannel.Wall);

    private static readonly GoChannelSet SyscallChannels =
        GoChannelSet.Create(GoTraceChannel.Syscall, GoTraceChannel.Wall);

    private static readonly GoChannelSet WaitChannels =
        GoChannelSet.Create(GoTraceChannel.OffCpu, GoTraceChannel.Wall);

    private static readonly GoChannelSet NetworkChannels =
        GoChannelSet.Create(GoTraceChannel.Net, GoTraceChannel.OffCpu, GoTraceChannel.Wall);

    private static readonly GoChannelSet SyncChannels =
        GoChannelSet.Create(GoTraceChannel.Sync, GoTraceChannel.OffCpu, GoTraceChannel.Wall);

    private readonly GoSampleSink _samples;
    private readonly GoStackTable _stacks;
    private readonly GoLabelBuilder _labels;
    private readonly GoDiagnostics _log;
    private readonly GoChannelSet _channels;
    private readonly bool _includesSystem;
    private readonly bool _needsOwnStacks;
    private readonly StringId[] _stateNames;
    private readonly StringId _afterCreate;
    private readonly StringId _afterWake;

    /// <summary>Creates a source for some of the requested channels.</summary>
    public GoStateIntervals(GoReadSession session, GoChannelSet channels)
    {
        _samples = session.Samples;
        _stacks = session.Stacks;
        _labels = session.Labels;
        _log = session.Log;
        _channels = channels;
        _includesSystem = session.Options.HasSystemGoroutines;
        _needsOwnStacks = channels.HasAny(GoChannelSet.Create(GoTraceChannel.Sched, GoTraceChannel.Wall));
        _stateNames = [default, default, Name("runnable"), Name("running"), Name("waiting"), Name("syscall")];
        _afterCreate = Name("create");
        _afterWake = Name("unblock");
        return;

        StringId Name(string text) => session.Builder.AddString(text);
    }

    /// <inheritdoc/>
    public override void OnTransition(Goroutine goroutine, in GoTransition transition)
    {
        if (goroutine.State == transition.To)
        {
            return;
        }

        if (!goroutine.Channels.IsEmpty)
        {
            Close(goroutine, goroutine.Channels, transition.Time, transition.To);
        }

        Open(goroutine, transition);
    }

    /// <inheritdoc/>
    public override void OnRegionChange(Goroutine goroutine, long time)
    {
        if (goroutine.State == GoState.Running && !goroutine.Channels.IsEmpty)
        {
            Close(goroutine, goroutine.Channels, time, GoState.Running);
            goroutine.Since = time;
        }
    }

    /// <inheritdoc/>
    public override void Finish(IEnumerable<Goroutine> goroutines, long time)
    {
        foreach (Goroutine goroutine in goroutines)
        {
            Close(goroutine, goroutine.Channels.And(PartialChannels), time, GoState.Unknown);
        }
    }

    private void Open(Goroutine goroutine, in GoTransition transition)
    {
        GoChannelSet channels = GetChannels(transition.To, transition.Reason.Kind).And(_channels);
        goroutine.Channels = transition.IsStatus ? channels.And(PartialChannels) : channels;
        goroutine.Since = transition.Time;
        goroutine.Reason = transition.Reason;
        goroutine.PreviousState = goroutine.State;
        goroutine.Processor = transition.Processor;
        goroutine.Thread = transition.Thread;
        if (transition.OwnStack != 0 && (_needsOwnStacks || !channels.IsEmpty))
        {
            goroutine.OwnStack = _stacks[transition.OwnStack];
        }

        if (channels.Has(GoTraceChannel.Sched))
        {
            goroutine.WakeStack = _stacks[transition.Stack];
        }
    }

    private static GoChannelSet GetChannels(GoState state, GoReasonKind reason) => state switch
    {
        GoState.Runnable => RunnableChannels,
        GoState.Running => RunningChannels,
        GoState.Syscall => SyscallChannels,
        GoState.Waiting when reason == GoReasonKind.Network => NetworkChannels,
        GoState.Waiting when reason == GoReasonKind.Sync => SyncChannels,
        GoState.Waiting => WaitChannels,
        _ => GoChannelSet.None,
    };

    private void Close(Goroutine goroutine, GoChannelSet channels, long time, GoState next)
    {
        GoChannelSet counted = goroutine.IsSystem && !_includesSystem ? channels.And(ProcessorChannels) : channels;
        long length = time - goroutine.Since;
        if (length < 0)
        {
            _log.Backwards();
            length = 0;
        }

        for (int bits = counted.Bits; bits != 0; bits &= bits - 1)
        {
            Add(goroutine, (GoTraceChannel)BitOperations.TrailingZeroCount(bits), length, next);
        }

        goroutine.CpuStacks?.Clear();
    }

    private void Add(Goroutine goroutine, GoTraceChannel channel, long length, GoState next)
    {
        switch (channel)
        {
            case GoTraceChannel.Sched when next != GoState.Running:
                break;
            case GoTraceChannel.Sched:
                StackId stack = goroutine.WakeStack == default ? GetOwnStack(goroutine) : goroutine.WakeStack;
                Add(goroutine, channel, stack, _labels.GetOrAdd(goroutine, _labels.After, GetCause(goroutine)), length);
                break;
            case GoTraceChannel.Running:
                LabelSetId on = _labels.Begin(goroutine).AddPlace(goroutine.Processor, goroutine.Thread).End();
                Add(goroutine, channel, GetEntryStack(goroutine), on, length);
                break;
            case GoTraceChannel.Wall:
                AddWall(goroutine, length);
                break;
            default:
                LabelSetId why = _labels.GetOrAdd(goroutine, _labels.Reason, goroutine.Reason.Name);
                Add(goroutine, channel, GetOwnStack(goroutine), why, length);
                break;
        }
    }

    // The time on a processor is shared among the CPU samples taken in it, one after the other: the sum stays exact,
    // the stacks are sampled.
    //
    //     start        CPU sample A     CPU sample B    CPU sample A    block
    //       |----------------------------- 30 ms ------------------------|       A 10 ms · B 10 ms · A 10 ms
    private void AddWall(Goroutine goroutine, long length)
    {
        LabelSetId labels = _labels.Begin(goroutine)
            .Add(_labels.State, _stateNames[(int)goroutine.State])
            .Add(_labels.Reason, goroutine.Reason.Name)
            .End();
        if (goroutine is not { State: GoState.Running, CpuStacks: { Count: > 0 } stacks })
        {
            StackId stack = goroutine.State == GoState.Running ? GetEntryStack(goroutine) : GetOwnStack(goroutine);
            Add(goroutine, GoTraceChannel.Wall, stack, labels, length);
            return;
        }

        long assigned = 0;
        for (int i = 0; i < stacks.Count; i++)
        {
            long share = (length - assigned) / (stacks.Count - i);
            long since = goroutine.Since + assigned;
            _samples.Add(GoTraceChannel.Wall, stacks[i], labels, since, share, count: i == 0 ? 1 : 0);
            assigned += share;
        }
    }

    private void Add(Goroutine goroutine, GoTraceChannel channel, StackId stack, LabelSetId labels, long length) =>
        _samples.Add(channel, stack, labels, goroutine.Since, length);

    private StringId GetCause(Goroutine goroutine) => goroutine.PreviousState switch
    {
        GoState.Dead => _afterCreate,
        GoState.Waiting => _afterWake,
        GoState.Syscall => _stateNames[(int)GoState.Syscall],
        _ => goroutine.Reason.Name,
    };

    private StackId GetOwnStack(Goroutine goroutine) =>
        goroutine.OwnStack == default ? GetEntryStack(goroutine) : goroutine.OwnStack;

    private StackId GetEntryStack(Goroutine goroutine) =>
        _stacks.AddSingleFrame(goroutine.Entry == default ? _stacks.UnknownFrame : goroutine.Entry);
}
