namespace Refold.Formats.GoTrace;

/// <summary>
/// The rest of a trace up to Go 1.21 whose events are in no order: each processor's events are read for themselves, and
/// the numbers in them say which comes when for a goroutine. An event without a number is one more than the last that
/// the processor saw of the goroutine. See <see cref="GoReplay"/>.
/// </summary>
internal sealed class GoV1Replay(GoTimeline timeline, GoV1File file, GoV1Transitions moves)
{
    private readonly GoReplay _replay = new(timeline);
    private readonly Dictionary<ulong, ulong> _sequences = [];
    private int _step;

    /// <summary>Replays what is left of the events of some processors, each of which stands at its first one.</summary>
    /// <param name="queues">The processors.</param>
    public void Run(IReadOnlyList<GoV1Queue> queues)
    {
        foreach (GoV1Queue queue in queues)
        {
            _sequences.Clear();
            _step = 0;
            do
            {
                Read(queue);
            }
            while (queue.MoveNext());
        }

        _replay.Run();
    }

    private void Read(GoV1Queue queue)
    {
        ref readonly GoV1Record e = ref queue.Event;
        long time = file.Nanoseconds(queue.Ticks);
        if (e.Type is GoV1Event.GoSysExit or GoV1Event.GoSysExitLocal)
        {
            ulong late = e.Type == GoV1Event.GoSysExit ? e.C : e.B;
            long exit = late == 0 ? time : file.Nanoseconds((long)late);
            Add(e.A, SequenceOf(e, e.A), 0, GoV1Transitions.Exit(exit));
        }
        else if (e.Type == GoV1Event.GoSysCall && queue.NextType == GoV1Event.GoSysBlock)
        {
            Add(queue.Goroutine, LastOf(queue.Goroutine), ++_step, GoV1Transitions.EnterSyscall(queue, time));
        }
        else if (moves.TryMakeMove(queue, time, out GoTransition move))
        {
            bool isNumbered = e.Type is GoV1Event.GoCreate or GoV1Event.GoStart or GoV1Event.GoStartLabel
                or GoV1Event.GoStartLocal or GoV1Event.GoUnblock or GoV1Event.GoUnblockLocal;
            ulong goroutine = isNumbered ? e.A : queue.Goroutine;
            ulong sequence = SequenceOf(e, goroutine);
            int step = e.Type == GoV1Event.GoCreate ? -1 : isNumbered ? 0 : ++_step;
            Add(goroutine, sequence, step, move with { Actor = timeline.Find(queue.Goroutine) });
        }
    }

    // The number of the last turn that the processor saw a goroutine take.
    private ulong LastOf(ulong goroutine) =>
        _sequences.TryGetValue(goroutine, out ulong last) ? last
        : timeline.Find(goroutine) is { Sequence: > 0 } known ? known.Sequence - 1
        : 0;

    private ulong SequenceOf(in GoV1Record e, ulong goroutine)
    {
        ulong last = LastOf(goroutine);
        ulong sequence = e.Type switch
        {
            GoV1Event.GoCreate => 0,
            GoV1Event.GoStart or GoV1Event.GoStartLabel or GoV1Event.GoUnblock or GoV1Event.GoSysExit => e.B,
            GoV1Event.GoStartLocal or GoV1Event.GoUnblockLocal or GoV1Event.GoSysExitLocal => last + 1,
            _ => last,
        };
        _sequences[goroutine] = sequence;
        return sequence;
    }

    private void Add(ulong goroutine, ulong sequence, int step, in GoTransition move)
    {
        if (goroutine != 0)
        {
            GoState before = step < 0 ? GoState.Dead : GoState.Unknown;
            _replay.Add(timeline.Open(goroutine, before), sequence, step, move);
        }
    }
}
