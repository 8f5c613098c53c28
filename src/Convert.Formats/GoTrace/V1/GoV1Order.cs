namespace Refold.Formats.GoTrace;

/// <summary>
/// The second pass over a trace up to Go 1.21: lets the events of all processors happen in their order. Clocks of
/// processors differ, so an event that starts or wakes a goroutine waits until it is its turn by number.
/// </summary>
internal sealed class GoV1Order
{
    private readonly GoChannels _profiles;
    private readonly GoV1File _file;
    private readonly GoV1Layout _layout;
    private readonly GoV1Transitions _moves;
    private readonly GoMerge<GoV1Queue> _merge = new();
    private ulong _collections;
    private int _sample;
    private int _lateExit;
    private long _nextSample = long.MinValue;
    private long _nextExit = long.MinValue;

    /// <summary>Makes an order of a file's events.</summary>
    public GoV1Order(GoChannels profiles, GoV1File file, GoV1Layout layout)
    {
        _profiles = profiles;
        _file = file;
        _layout = layout;
        _moves = new GoV1Transitions(profiles, file, layout);
    }

    /// <summary>Lets all events happen.</summary>
    public void Run(CancellationToken cancellation)
    {
        foreach (GoV1Queue queue in _file.Queues)
        {
            if (queue.MoveNext())
            {
                _merge.Add(queue);
            }
        }

        Func<GoV1Queue, GoAdvance> advance = Advance;
        for (int steps = 1; _merge.Count > 0; steps++)
        {
            if (_merge.Step(advance) != GoAdvance.Done)
            {
                Replay();
            }

            if ((steps & 0xFFFF) == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }
        }

        AddEarlier(long.MaxValue, long.MaxValue);
    }

    private void Replay()
    {
        GoV1Queue first = _merge.First;
        _profiles.Log.NoOrder(
            1, $"{first.Event.Type} of processor {first.Processor} waits for an event that is not there");
        new GoV1Replay(_profiles.Timeline, _file, _moves).Run([.. _merge.Queues]);
        _merge.Clear();
        _lateExit = _file.LateExits.Count;
    }

    private GoAdvance Advance(GoV1Queue queue)
    {
        Goroutine? subject = SubjectOf(queue);
        if (!_layout.HasSequences && !TryTakeTurn(queue.Event, subject))
        {
            return GoAdvance.Waits;
        }

        if (_nextSample < queue.Ticks || _nextExit < queue.Time)
        {
            AddEarlier(queue.Time, queue.Ticks);
        }

        _moves.Move(queue, subject);
        return GoAdvance.Done;
    }

    // Whom an event moves: the goroutine that it names, else the one that runs.
    private Goroutine? SubjectOf(GoV1Queue queue)
    {
        switch (queue.Event.Type)
        {
            case GoV1Event.GoCreate or GoV1Event.GoStart or GoV1Event.GoStartLocal or GoV1Event.GoStartLabel
                or GoV1Event.GoUnblock or GoV1Event.GoUnblockLocal or GoV1Event.GoSysExit or GoV1Event.GoSysExitLocal
                or GoV1Event.GoWaiting or GoV1Event.GoInSyscall:
                return _profiles.Timeline.Open(queue.Event.A, GoState.Unknown);
            default:
                if (queue.Current?.Id != queue.Goroutine)
                {
                    queue.Current = queue.Goroutine == 0
                        ? null
                        : _profiles.Timeline.Open(queue.Goroutine, GoState.Unknown);
                }

                return queue.Current;
        }
    }

    // Samples, and ends of system calls that were written late, come in their place.
    private void AddEarlier(long order, long ticks)
    {
        List<GoCpuSample> samples = _file.CpuSamples;
        List<GoV1LateExit> exits = _file.LateExits;
        while (true)
        {
            _nextSample = _sample < samples.Count ? samples[_sample].Time : long.MaxValue;
            _nextExit = _lateExit < exits.Count ? exits[_lateExit].Order : long.MaxValue;
            bool hasSample = _nextSample < ticks;
            if (_nextExit < order && (!hasSample || exits[_lateExit].Ticks <= _nextSample))
            {
                _moves.ExitSyscall(exits[_lateExit].Goroutine, exits[_lateExit].Ticks);
                _lateExit++;
            }
            else if (hasSample)
            {
                long time = _profiles.Timeline.Tick(_file.Nanoseconds(_nextSample));
                _profiles.Timeline.Add(samples[_sample] with { Time = time });
                _sample++;
            }
            else
            {
                return;
            }
        }
    }

    private bool TryTakeTurn(in GoV1Record e, Goroutine? subject)
    {
        switch (e.Type)
        {
            case GoV1Event.GcStart:
                bool isNext = e.A == _collections;
                _collections += isNext ? 1u : 0u;
                return isNext;
            case GoV1Event.GoCreate:
                return TryTurn(subject, GoState.Dead, 0, GoState.Runnable);
            case GoV1Event.GoWaiting or GoV1Event.GoInSyscall:
                return TryTurn(subject, GoState.Runnable, 1, GoState.Waiting);
            case GoV1Event.GoStart or GoV1Event.GoStartLabel:
                return TryTurn(subject, GoState.Runnable, e.B, GoState.Running);
            case GoV1Event.GoUnblock or GoV1Event.GoSysExit:
                return TryTurn(subject, GoState.Waiting, e.B, GoState.Runnable);
            case GoV1Event.GoStartLocal:
                return TryTurn(subject, GoState.Runnable, subject!.Sequence, GoState.Running);
            case GoV1Event.GoUnblockLocal or GoV1Event.GoSysExitLocal:
                return TryTurn(subject, GoState.Waiting, subject!.Sequence, GoState.Runnable);
            case GoV1Event.GoSched or GoV1Event.GoPreempt:
                return TryStop(subject, GoState.Runnable);
            case GoV1Event.GoSleep or GoV1Event.GoBlock or GoV1Event.GoSysBlock or GoV1Event.GoBlockGc
                or (>= GoV1Event.GoBlockSend and <= GoV1Event.GoBlockNet):
                return TryStop(subject, GoState.Waiting);
            default:
                return true;
        }
    }

    // Each such turn of a goroutine is numbered.
    private static bool TryTurn(Goroutine? subject, GoState from, ulong sequence, GoState to)
    {
        if (subject is null || subject.Turn != from || subject.Sequence != sequence)
        {
            return false;
        }

        subject.Turn = to;
        subject.Sequence = sequence + 1;
        return true;
    }

    private static bool TryStop(Goroutine? subject, GoState to)
    {
        if (subject is not { Turn: GoState.Running })
        {
            return false;
        }

        subject.Turn = to;
        return true;
    }
}
