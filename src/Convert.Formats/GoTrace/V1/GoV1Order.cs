namespace Refold.Formats.GoTrace;

/// <summary>
/// The second pass over a trace of Go 1.5 to 1.21: applies the events of all processors in their order.
/// </summary>
/// <remarks>
/// The clocks of processors differ, so time alone does not order events. Starts and wake-ups of a goroutine are
/// numbered, and such an event is deferred until it is the goroutine's next one:
/// <code>
/// P0    100 GoStart G7 #1     120 GoBlock
/// P1                              115 GoUnblock G7 #2     130 GoStart G7 #3
///
/// 100 start #1 · 115 unblock #2 is deferred, since G7 runs · 120 block · 115 unblock #2 · 130 start #3
/// </code>
/// Go 1.5 and 1.6 number all events of the trace instead, which then is their order.
/// </remarks>
internal sealed class GoV1Order
{
    private readonly GoReadSession _session;
    private readonly GoV1File _file;
    private readonly GoV1Layout _layout;
    private readonly GoV1Transitions _transitions;
    private readonly GoMerge<GoV1Queue> _merge = new();
    private ulong _nextCollection;
    private int _sample;
    private int _lateExit;
    private long _nextSample = long.MinValue;
    private long _nextExit = long.MinValue;

    /// <summary>Creates the second pass over a file.</summary>
    public GoV1Order(GoReadSession session, GoV1File file, GoV1Layout layout)
    {
        _session = session;
        _file = file;
        _layout = layout;
        _transitions = new GoV1Transitions(session, file, layout);
    }

    /// <summary>Applies all events.</summary>
    public void Run(ConversionContext context)
    {
        foreach (GoV1Queue queue in _file.Queues)
        {
            if (queue.MoveNext())
            {
                _merge.Add(queue);
            }
        }

        Func<GoV1Queue, GoEventResult> advance = Advance;
        for (int steps = 1; _merge.Count > 0; steps++)
        {
            if (_merge.Step(advance) != GoEventResult.Applied)
            {
                Replay();
            }

            context.CheckCancelled(steps);
        }

        ApplyEarlier(long.MaxValue, long.MaxValue);
    }

    private void Replay()
    {
        GoV1Queue first = _merge.First;
        _session.Log.NoOrder(
            1, $"{first.Event.Type} of processor {first.Processor} waits for a missing event");
        new GoV1Replay(_session.Timeline, _file, _transitions).Run([.. _merge.Queues]);
        _merge.Clear();
        _lateExit = _file.LateExits.Count;
    }

    private GoEventResult Advance(GoV1Queue queue)
    {
        Goroutine? subject = FindSubject(queue);
        if (!_layout.HasSequences && !TryApplyOrder(queue.Event, subject))
        {
            return GoEventResult.Deferred;
        }

        if (_nextSample < queue.Ticks || _nextExit < queue.Time)
        {
            ApplyEarlier(queue.Time, queue.Ticks);
        }

        _transitions.Apply(queue, subject);
        return GoEventResult.Applied;
    }

    // The goroutine that an event names, else the running one.
    private Goroutine? FindSubject(GoV1Queue queue)
    {
        switch (queue.Event.Type)
        {
            case GoV1Event.GoCreate or GoV1Event.GoStart or GoV1Event.GoStartLocal or GoV1Event.GoStartLabel
                or GoV1Event.GoUnblock or GoV1Event.GoUnblockLocal or GoV1Event.GoSysExit or GoV1Event.GoSysExitLocal
                or GoV1Event.GoWaiting or GoV1Event.GoInSyscall:
                return _session.Timeline.GetOrAdd(queue.Event.A, GoState.Unknown);
            default:
                if (queue.Current?.Id != queue.GoroutineId)
                {
                    queue.Current = queue.GoroutineId == 0
                        ? null
                        : _session.Timeline.GetOrAdd(queue.GoroutineId, GoState.Unknown);
                }

                return queue.Current;
        }
    }

    // Applies the CPU samples and late ends of system calls that happened before an event.
    private void ApplyEarlier(long order, long ticks)
    {
        List<GoCpuSample> samples = _file.CpuSamples;
        List<GoV1LateSyscallExit> exits = _file.LateExits;
        while (true)
        {
            _nextSample = _sample < samples.Count ? samples[_sample].Time : long.MaxValue;
            _nextExit = _lateExit < exits.Count ? exits[_lateExit].Order : long.MaxValue;
            bool hasSample = _nextSample < ticks;
            if (_nextExit < order && (!hasSample || exits[_lateExit].Ticks <= _nextSample))
            {
                _transitions.ExitSyscall(exits[_lateExit].Goroutine, exits[_lateExit].Ticks);
                _lateExit++;
            }
            else if (hasSample)
            {
                long time = _session.Timeline.AdvanceTo(_file.Nanoseconds(_nextSample));
                _session.Timeline.AddCpuSample(samples[_sample] with { Time = time });
                _sample++;
            }
            else
            {
                return;
            }
        }
    }

    private bool TryApplyOrder(in GoV1Record e, Goroutine? subject)
    {
        switch (e.Type)
        {
            case GoV1Event.GcStart:
                bool isNext = e.A == _nextCollection;
                _nextCollection += isNext ? 1u : 0u;
                return isNext;
            case GoV1Event.GoCreate:
                return TryAdvance(subject, GoState.Dead, 0, GoState.Runnable);
            case GoV1Event.GoWaiting or GoV1Event.GoInSyscall:
                return TryAdvance(subject, GoState.Runnable, 1, GoState.Waiting);
            case GoV1Event.GoStart or GoV1Event.GoStartLabel:
                return TryAdvance(subject, GoState.Runnable, e.B, GoState.Running);
            case GoV1Event.GoUnblock or GoV1Event.GoSysExit:
                return TryAdvance(subject, GoState.Waiting, e.B, GoState.Runnable);
            case GoV1Event.GoStartLocal:
                return TryAdvance(subject, GoState.Runnable, subject!.Sequence, GoState.Running);
            case GoV1Event.GoUnblockLocal or GoV1Event.GoSysExitLocal:
                return TryAdvance(subject, GoState.Waiting, subject!.Sequence, GoState.Runnable);
            case GoV1Event.GoSched or GoV1Event.GoPreempt:
                return TryStop(subject, GoState.Runnable);
            case GoV1Event.GoSleep or GoV1Event.GoBlock or GoV1Event.GoSysBlock or GoV1Event.GoBlockGc
                or (>= GoV1Event.GoBlockSend and <= GoV1Event.GoBlockNet):
                return TryStop(subject, GoState.Waiting);
            default:
                return true;
        }
    }

    // Starts and wake-ups are numbered: the goroutine's next one has the number of those applied so far.
    private static bool TryAdvance(Goroutine? subject, GoState from, ulong sequence, GoState to)
    {
        if (subject is null || subject.OrderedState != from || subject.Sequence != sequence)
        {
            return false;
        }

        subject.OrderedState = to;
        subject.Sequence = sequence + 1;
        return true;
    }

    private static bool TryStop(Goroutine? subject, GoState to)
    {
        if (subject is not { OrderedState: GoState.Running })
        {
            return false;
        }

        subject.OrderedState = to;
        return true;
    }
}
