namespace Refold.Formats.GoTrace;

/// <summary>
/// Applies the remaining events of a trace up to Go 1.21 goroutine by goroutine, since they cannot be ordered.
/// </summary>
/// <remarks>
/// Reads the events processor by processor and gives each the sequence number that <see cref="GoReplay"/> sorts by. An
/// event without a number of its own ("local" ones) follows the last numbered one of the same goroutine and processor.
/// </remarks>
internal sealed class GoV1Replay(GoTimeline timeline, GoV1File file, GoV1Transitions transitions)
{
    private readonly GoReplay _replay = new(timeline);
    private readonly Dictionary<ulong, ulong> _sequences = [];
    private int _step;

    /// <summary>Applies the remaining events of all processors.</summary>
    /// <param name="queues">The processors, each at its first event that was not applied.</param>
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
            Add(e.A, UpdateSequence(e, e.A), 0, GoV1Transitions.CreateSyscallExit(exit));
        }
        else if (e.Type == GoV1Event.GoSysCall && queue.NextType == GoV1Event.GoSysBlock)
        {
            ulong caller = queue.GoroutineId;
            Add(caller, GetLastSequence(caller), ++_step, GoV1Transitions.CreateSyscallEntry(queue, time));
        }
        else if (transitions.TryCreate(queue, time, out GoTransition transition))
        {
            bool isNumbered = e.Type is GoV1Event.GoCreate or GoV1Event.GoStart or GoV1Event.GoStartLabel
                or GoV1Event.GoStartLocal or GoV1Event.GoUnblock or GoV1Event.GoUnblockLocal;
            ulong goroutine = isNumbered ? e.A : queue.GoroutineId;
            ulong sequence = UpdateSequence(e, goroutine);
            int step = e.Type == GoV1Event.GoCreate ? -1 : isNumbered ? 0 : ++_step;
            Add(goroutine, sequence, step, transition with { Actor = timeline.Find(queue.GoroutineId) });
        }
    }

    // The sequence number of the last start or wake-up that the processor had of a goroutine.
    private ulong GetLastSequence(ulong goroutine) =>
        _sequences.TryGetValue(goroutine, out ulong last) ? last
        : timeline.Find(goroutine) is { Sequence: > 0 } known ? known.Sequence - 1
        : 0;

    private ulong UpdateSequence(in GoV1Record e, ulong goroutine)
    {
        ulong last = GetLastSequence(goroutine);
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

    private void Add(ulong goroutine, ulong sequence, int step, in GoTransition transition)
    {
        if (goroutine != 0)
        {
            GoState before = step < 0 ? GoState.Dead : GoState.Unknown;
            _replay.Add(timeline.GetOrAdd(goroutine, before), sequence, step, transition);
        }
    }
}
