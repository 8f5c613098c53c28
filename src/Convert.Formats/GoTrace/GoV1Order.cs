using System.Runtime.InteropServices;

namespace Refold.Formats.GoTrace;

/// <summary>
/// The second pass over a trace up to Go 1.21: lets the events of all processors happen in their order. Clocks of
/// processors differ, so an event that starts or wakes a goroutine waits until it is its turn by number.
/// </summary>
internal sealed class GoV1Order
{
    private readonly GoProfiles _profiles;
    private readonly GoV1File _file;
    private readonly GoV1Layout _layout;
    private readonly GoV1Moves _moves;
    private readonly Dictionary<ulong, GoV1Status> _goroutines = [];
    private readonly GoMerge<GoV1Queue> _merge = new();
    private ulong _collections;
    private int _sample;
    private int _lateExit;

    /// <summary>Makes an order of a file's events.</summary>
    public GoV1Order(GoProfiles profiles, GoV1File file, GoV1Layout layout)
    {
        _profiles = profiles;
        _file = file;
        _layout = layout;
        _moves = new GoV1Moves(profiles, file, layout);
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
        for (int steps = 1; _merge.Queues.Count > 0; steps++)
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
        new GoV1Replay(_profiles.Timeline, _file, _moves).Run(_merge.Queues, _goroutines);
        _merge.Clear();
        _lateExit = _file.LateExits.Count;
    }

    private GoAdvance Advance(GoV1Queue queue)
    {
        if (!_layout.HasSequences && !TryTakeTurn(queue))
        {
            return GoAdvance.Waits;
        }

        AddEarlier(queue.Time, queue.Ticks);
        _moves.Move(queue);
        return GoAdvance.Done;
    }

    // Samples, and ends of system calls that were written late, come in their place.
    private void AddEarlier(long order, long ticks)
    {
        List<GoCpuSample> samples = _file.CpuSamples;
        List<GoV1LateExit> exits = _file.LateExits;
        while (true)
        {
            bool hasSample = _sample < samples.Count && samples[_sample].Time < ticks;
            bool hasExit = _lateExit < exits.Count && exits[_lateExit].Order < order;
            if (hasExit && (!hasSample || exits[_lateExit].Ticks <= samples[_sample].Time))
            {
                _moves.ExitSyscall(exits[_lateExit].Goroutine, exits[_lateExit].Ticks);
                _lateExit++;
            }
            else if (hasSample)
            {
                long time = _profiles.Timeline.Tick(_file.Nanoseconds(samples[_sample].Time));
                _profiles.Timeline.Add(samples[_sample] with { Time = time });
                _sample++;
            }
            else
            {
                return;
            }
        }
    }

    private bool TryTakeTurn(GoV1Queue queue)
    {
        ref readonly GoV1Record e = ref queue.Event;
        switch (e.Type)
        {
            case GoV1Event.GcStart:
                bool isNext = e.A == _collections;
                _collections += isNext ? 1u : 0u;
                return isNext;
            case GoV1Event.GoCreate:
                return TryMove(e.A, GoState.Dead, 0, GoState.Runnable, 1);
            case GoV1Event.GoWaiting or GoV1Event.GoInSyscall:
                return TryMove(e.A, GoState.Runnable, 1, GoState.Waiting, 2);
            case GoV1Event.GoStart or GoV1Event.GoStartLabel:
                return TryMove(e.A, GoState.Runnable, e.B, GoState.Running, e.B + 1);
            case GoV1Event.GoUnblock or GoV1Event.GoSysExit:
                return TryMove(e.A, GoState.Waiting, e.B, GoState.Runnable, e.B + 1);
            case GoV1Event.GoStartLocal:
                return TryMove(e.A, GoState.Runnable, GoState.Running, isTurn: true);
            case GoV1Event.GoUnblockLocal or GoV1Event.GoSysExitLocal:
                return TryMove(e.A, GoState.Waiting, GoState.Runnable, isTurn: true);
            case GoV1Event.GoSched or GoV1Event.GoPreempt:
                return TryMove(queue.Goroutine, GoState.Running, GoState.Runnable, isTurn: false);
            case GoV1Event.GoSleep or GoV1Event.GoBlock or GoV1Event.GoSysBlock or GoV1Event.GoBlockGc
                or (>= GoV1Event.GoBlockSend and <= GoV1Event.GoBlockNet):
                return TryMove(queue.Goroutine, GoState.Running, GoState.Waiting, isTurn: false);
            default:
                return true;
        }
    }

    private bool TryMove(ulong goroutine, GoState from, ulong fromSequence, GoState to, ulong sequence)
    {
        ref GoV1Status status = ref StatusOf(goroutine);
        if (status.State != from || status.Sequence != fromSequence)
        {
            return false;
        }

        status = new GoV1Status { State = to, Sequence = sequence };
        return true;
    }

    private bool TryMove(ulong goroutine, GoState from, GoState to, bool isTurn)
    {
        ref GoV1Status status = ref StatusOf(goroutine);
        if (status.State != from)
        {
            return false;
        }

        status.State = to;
        status.Sequence += isTurn ? 1u : 0u;
        return true;
    }

    private ref GoV1Status StatusOf(ulong goroutine)
    {
        ref GoV1Status status =
            ref CollectionsMarshal.GetValueRefOrAddDefault(_goroutines, goroutine, out bool isKnown);
        if (!isKnown)
        {
            status.State = GoState.Dead;
        }

        return ref status;
    }
}
