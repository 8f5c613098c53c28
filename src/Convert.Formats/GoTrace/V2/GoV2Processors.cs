namespace Refold.Formats.GoTrace;

/// <summary>
/// Which thread has which processor: nothing that a profile shows, but what the order of events rests on. Each method
/// is an event; its rules are those of Go's reader.
/// </summary>
internal sealed class GoV2Processors(GoTimeline timeline)
{
    private readonly Dictionary<long, GoProcessor> _processors = [];
    private readonly Dictionary<ulong, GoThread> _threads = [];

    /// <summary>The current generation.</summary>
    public ulong Generation { get; set; }

    /// <summary>The threads known so far.</summary>
    public IReadOnlyCollection<GoThread> Threads => _threads.Values;

    /// <summary>A thread by its number; null if it is not known.</summary>
    public GoThread? Find(ulong id) => _threads.GetValueOrDefault(id);

    /// <summary>Makes a thread known.</summary>
    public void Add(GoThread thread) => _threads.Add(thread.Id, thread);

    /// <summary>Forgets who has what, after a generation that could not be followed.</summary>
    public void Forget()
    {
        _processors.Clear();
        foreach (GoThread thread in _threads.Values)
        {
            (thread.Processor, thread.Goroutine) = (null, null);
        }
    }

    /// <summary>The state of a processor is told, once in a generation before anything else of it.</summary>
    public GoAdvance Status(GoThread thread)
    {
        var state = (GoProcessorState)Math.Min(thread.B, byte.MaxValue);
        if (state > GoProcessorState.Abandoned)
        {
            return GoAdvance.Broken;
        }

        timeline.Tick(thread.Time);
        if (!_processors.TryGetValue((long)thread.A, out GoProcessor? processor))
        {
            processor = new GoProcessor((long)thread.A);
            _processors.Add(processor.Id, processor);
        }

        // A processor that was in a system call may have been given up since: its thread still has it, for now.
        bool wasGivenUp = state == GoProcessorState.Abandoned && processor.State == GoProcessorState.Syscall;
        processor.State = wasGivenUp ? GoProcessorState.Syscall : state;
        processor.Generation = Generation;
        processor.Sequence = 0;
        if (!wasGivenUp && state is GoProcessorState.Running or GoProcessorState.Syscall)
        {
            thread.Processor = processor;
        }

        return GoAdvance.Done;
    }

    /// <summary>A thread takes an idle processor.</summary>
    public GoAdvance Start(GoThread thread)
    {
        if (!_processors.TryGetValue((long)thread.A, out GoProcessor? processor)
            || processor.State != GoProcessorState.Idle || !processor.IsNext(Generation, thread.B)
            || thread.Processor is not null)
        {
            return GoAdvance.Waits;
        }

        processor.State = GoProcessorState.Running;
        processor.Sequence = thread.B;
        thread.Processor = processor;
        timeline.Tick(thread.Time);
        return GoAdvance.Done;
    }

    /// <summary>A thread gives its processor back.</summary>
    public GoAdvance Stop(GoThread thread)
    {
        if (thread.Processor is not { State: GoProcessorState.Running or GoProcessorState.Syscall } processor)
        {
            return GoAdvance.Broken;
        }

        processor.State = GoProcessorState.Idle;
        thread.Processor = null;
        timeline.Tick(thread.Time);
        return GoAdvance.Done;
    }

    /// <summary>A processor is taken away from a thread in a system call.</summary>
    public GoAdvance Steal(GoThread thread)
    {
        if (!_processors.TryGetValue((long)thread.A, out GoProcessor? processor)
            || processor.State is not (GoProcessorState.Syscall or GoProcessorState.Abandoned)
            || !processor.IsNext(Generation, thread.B))
        {
            return GoAdvance.Waits;
        }

        bool hasOwner = processor.State == GoProcessorState.Syscall;
        GoThread? owner = thread.C == thread.Id ? thread : Find(thread.C);
        if (hasOwner && owner?.Processor != processor)
        {
            return GoAdvance.Broken;
        }

        processor.State = GoProcessorState.Idle;
        processor.Sequence = thread.B;
        timeline.Tick(thread.Time);
        if (hasOwner)
        {
            owner!.Processor = null;
        }

        return GoAdvance.Done;
    }
}
