namespace Refold.Formats.GoTrace;

/// <summary>Applies the events of a generation in their order.</summary>
/// <remarks>
/// Threads write batches of their own; <see cref="GoMerge{T}"/> merges these by time, and an event whose conditions are
/// not met yet is deferred:
/// <code>
///               generation 1            generation 2
/// thread 31650  | batch | batch |       | batch |
/// thread 31649  | batch |               | batch | batch |   first event of a goroutine or processor: its status
/// CPU samples   | . . . .  .    |       | .    .      . |   sorted by time, before events with the same time
/// </code>
/// If no order exists, since the trace is corrupt or the recording was faulty, the rest of the generation is replayed
/// goroutine by goroutine (<see cref="GoV2Replay"/>), and the next generation starts from its status events.
/// </remarks>
internal sealed class GoV2Order
{
    private readonly GoReadSession _session;
    private readonly GoTimeline _timeline;
    private readonly ConversionContext _context;
    private readonly GoV2Processors _processors;
    private readonly GoV2Goroutines _goroutines;
    private readonly GoV2Ranges _ranges;
    private readonly GoMerge<GoV2Thread> _merge = new();
    private readonly Func<GoV2Thread, GoEventResult> _advance;
    private bool _hasPreviousState;

    /// <summary>Creates the order of a trace, before its first generation.</summary>
    public GoV2Order(GoReadSession session, ConversionContext context)
    {
        _session = session;
        _timeline = session.Timeline;
        _context = context;
        _processors = new GoV2Processors(_timeline);
        _goroutines = new GoV2Goroutines(session, _processors);
        _ranges = new GoV2Ranges(session);
        _advance = Advance;
    }

    /// <summary>Applies all events of a generation.</summary>
    public void Run(GoV2Generation generation)
    {
        _processors.Generation = generation.Number;
        _goroutines.IsFirstGeneration = !_hasPreviousState;
        _ranges.Begin(isFirstGeneration: !_hasPreviousState);
        _hasPreviousState = true;
        _timeline.AdvanceTo(generation.Nanoseconds(generation.StartTicks));
        Queue(generation);
        int sample = 0;
        int steps = 0;
        List<GoCpuSample> samples = generation.CpuSamples;
        while (_merge.Count > 0)
        {
            if (sample < samples.Count && samples[sample].Time < _merge.FirstTime)
            {
                sample = AddSamples(samples, sample, _merge.FirstTime);
            }

            GoEventResult result = _merge.Step(_advance);
            if (result != GoEventResult.Applied)
            {
                Replay(generation, result);
            }

            _context.CheckCancelled(++steps);
        }

        AddSamples(samples, sample, long.MaxValue);
    }

    private void Queue(GoV2Generation generation)
    {
        _merge.Clear();
        var queued = new List<GoV2Thread>();
        foreach (GoV2Thread thread in _processors.Threads)
        {
            thread.Begin(generation);
        }

        var seen = new HashSet<ulong>();
        foreach (GoV2Batch batch in generation.Batches)
        {
            GoV2Thread? thread = _processors.Find(batch.Thread);
            if (thread is null)
            {
                thread = new GoV2Thread(batch.Thread, _session.Log);
                thread.Begin(generation);
                _processors.Add(thread);
            }

            thread.Add(batch);
            if (seen.Add(batch.Thread))
            {
                queued.Add(thread);
            }
        }

        foreach (GoV2Thread thread in queued)
        {
            if (thread.MoveNext())
            {
                _merge.Add(thread);
            }
        }
    }

    // A CPU sample comes before events with the same time.
    private int AddSamples(List<GoCpuSample> samples, int sample, long before)
    {
        for (; sample < samples.Count && samples[sample].Time < before; sample++)
        {
            _timeline.AddCpuSample(samples[sample] with { Time = _timeline.AdvanceTo(samples[sample].Time) });
        }

        return sample;
    }

    private void Replay(GoV2Generation generation, GoEventResult result)
    {
        GoV2Thread first = _merge.First;
        string how = result == GoEventResult.Contradiction
            ? "contradicts the previous events"
            : "waits for a missing event";
        _session.Log.NoOrder(generation.Number, $"{first.Type} of thread {(long)first.Id} {how}");
        new GoV2Replay(_session, generation.Number).Run([.. _merge.Queues]);
        _merge.Clear();
        _processors.Reset();
        _hasPreviousState = false;
    }

    private GoEventResult Advance(GoV2Thread thread)
    {
        if (thread.Id == GoTransition.NoThread)
        {
            (thread.Processor, thread.Goroutine) = (null, null);
        }

        switch (thread.Type)
        {
            case GoV2Event.ProcStatus: return _processors.Status(thread);
            case GoV2Event.ProcStart: return _processors.Start(thread);
            case GoV2Event.ProcStop: return _processors.Stop(thread);
            case GoV2Event.ProcSteal: return _processors.Steal(thread);
            case GoV2Event.GoStatus: return _goroutines.Status(thread);
            case GoV2Event.GoStatusStack: return _goroutines.Status(thread);
            case GoV2Event.GoCreate: return _goroutines.Create(thread);
            case GoV2Event.GoCreateBlocked: return _goroutines.Create(thread);
            case GoV2Event.GoCreateSyscall: return _goroutines.CreateInSyscall(thread);
            case GoV2Event.GoStart: return _goroutines.Start(thread);
            case GoV2Event.GoDestroy: return _goroutines.Stop(thread, GoState.Dead);
            case GoV2Event.GoStop: return _goroutines.Stop(thread, GoState.Runnable);
            case GoV2Event.GoBlock: return _goroutines.Stop(thread, GoState.Waiting);
            case GoV2Event.GoUnblock: return _goroutines.Unblock(thread);
            case GoV2Event.GoSwitch: return _goroutines.Switch(thread);
            case GoV2Event.GoSwitchDestroy: return _goroutines.Switch(thread);
            case GoV2Event.GoSyscallBegin: return _goroutines.BeginSyscall(thread);
            case GoV2Event.GoSyscallEnd: return _goroutines.EndSyscall(thread);
            case GoV2Event.GoSyscallEndBlocked: return _goroutines.EndSyscallBlocked(thread);
            case GoV2Event.GoDestroySyscall: return _goroutines.DestroyInSyscall(thread);
            default: return _ranges.Apply(thread, thread.Goroutine);
        }
    }
}
