namespace Refold.Formats.GoTrace;

/// <summary>The events since Go 1.22 that assign processors to threads, one method for each.</summary>
/// <remarks>
/// Profiles do not show processors changing hands, but the order of events depends on it. The conditions are those of
/// Go's reader.
/// </remarks>
internal sealed class GoV2Processors(GoTimeline timeline)
{
    private readonly Dictionary<long, GoProcessor> _processors = [];
    private readonly Dictionary<ulong, GoV2Thread> _threads = [];

    /// <summary>The number of the current generation.</summary>
    public ulong Generation { get; set; }

    /// <summary>The known threads.</summary>
    public IReadOnlyCollection<GoV2Thread> Threads => _threads.Values;

    /// <summary>Finds a thread by its id; null if it is unknown.</summary>
    public GoV2Thread? Find(ulong id) => _threads.GetValueOrDefault(id);

    /// <summary>Adds a thread.</summary>
    public void Add(GoV2Thread thread) => _threads.Add(thread.Id, thread);

    /// <summary>Removes all assignments, after a generation without order.</summary>
    public void Reset()
    {
        _processors.Clear();
        foreach (GoV2Thread thread in _threads.Values)
        {
            (thread.Processor, thread.Goroutine) = (null, null);
        }
    }

    /// <summary>Status of a processor: once per generation, before its first other event.</summary>
    public GoEventResult Status(GoV2Thread thread)
    {
        var state = (GoProcessorState)Math.Min(thread.B, byte.MaxValue);
        if (state > GoProcessorState.Abandoned)
        {
            return GoEventResult.Contradiction;
        }

        timeline.AdvanceTo(thread.Time);
        if (!_processors.TryGetValue((long)thread.A, out GoProcessor? processor))
        {
            processor = new GoProcessor((long)thread.A);
            _processors.Add(processor.Id, processor);
        }

        // A processor that was in a system call may have been given up since: its thread keeps it for now.
        bool wasGivenUp = state == GoProcessorState.Abandoned && processor.State == GoProcessorState.Syscall;
        processor.State = wasGivenUp ? GoProcessorState.Syscall : state;
        processor.Generation = Generation;
        processor.Sequence = 0;
        if (!wasGivenUp && state is GoProcessorState.Running or GoProcessorState.Syscall)
        {
            thread.Processor = processor;
        }

        return GoEventResult.Applied;
    }

    /// <summary>A thread takes an idle processor.</summary>
    public GoEventResult Start(GoV2Thread thread)
    {
        if (!_processors.TryGetValue((long)thread.A, out GoProcessor? processor)
            || processor.State != GoProcessorState.Idle || !processor.IsNext(Generation, thread.B)
            || thread.Processor is not null)
        {
            return GoEventResult.Deferred;
        }

        processor.State = GoProcessorState.Running;
        processor.Sequence = thread.B;
        thread.Processor = processor;
        timeline.AdvanceTo(thread.Time);
        return GoEventResult.Applied;
    }

    /// <summary>A thread releases its processor.</summary>
    public GoEventResult Stop(GoV2Thread thread)
    {
        if (thread.Processor is not { State: GoProcessorState.Running or GoProcessorState.Syscall } processor)
        {
            return GoEventResult.Contradiction;
        }

        processor.State = GoProcessorState.Idle;
        thread.Processor = null;
        timeline.AdvanceTo(thread.Time);
        return GoEventResult.Applied;
    }

    /// <summary>A processor is taken from a thread in a system call.</summary>
    public GoEventResult Steal(GoV2Thread thread)
    {
        if (!_processors.TryGetValue((long)thread.A, out GoProcessor? processor)
            || processor.State is not (GoProcessorState.Syscall or GoProcessorState.Abandoned)
            || !processor.IsNext(Generation, thread.B))
        {
            return GoEventResult.Deferred;
        }

        bool hasOwner = processor.State == GoProcessorState.Syscall;
        GoV2Thread? owner = thread.C == thread.Id ? thread : Find(thread.C);
        if (hasOwner && owner?.Processor != processor)
        {
            return GoEventResult.Contradiction;
        }

        processor.State = GoProcessorState.Idle;
        processor.Sequence = thread.B;
        timeline.AdvanceTo(thread.Time);
        if (hasOwner)
        {
            owner!.Processor = null;
        }

        return GoEventResult.Applied;
    }
}
