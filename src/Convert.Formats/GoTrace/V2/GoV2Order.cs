namespace Refold.Formats.GoTrace;

/// <summary>
/// Lets the events of a generation happen in their order. Where there is none, since the trace is damaged or the
/// recording was faulty, the rest of the generation is replayed goroutine by goroutine.
/// </summary>
internal sealed class GoV2Order
{
    private readonly GoChannels _profiles;
    private readonly GoTimeline _timeline;
    private readonly ConversionContext _context;
    private readonly GoV2Processors _processors;
    private readonly GoV2Goroutines _goroutines;
    private readonly GoV2Marks _marks;
    private readonly GoMerge<GoThread> _merge = new();
    private readonly Func<GoThread, GoAdvance> _advance;
    private bool _isFollowed;

    /// <summary>Makes an order of no events yet.</summary>
    public GoV2Order(GoChannels profiles, ConversionContext context)
    {
        _profiles = profiles;
        _timeline = profiles.Timeline;
        _context = context;
        _processors = new GoV2Processors(_timeline);
        _goroutines = new GoV2Goroutines(profiles, _processors);
        _marks = new GoV2Marks(profiles);
        _advance = Advance;
    }

    /// <summary>Lets all events of a generation happen.</summary>
    public void Run(GoGeneration generation)
    {
        _processors.Generation = generation.Number;
        _goroutines.IsFirstGeneration = !_isFollowed;
        _marks.Begin(isFirstGeneration: !_isFollowed);
        _isFollowed = true;
        _timeline.Tick(generation.Nanoseconds(generation.StartTicks));
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

            GoAdvance result = _merge.Step(_advance);
            if (result != GoAdvance.Done)
            {
                Replay(generation, result);
            }

            if ((++steps & 0xFFFF) == 0)
            {
                _context.Cancellation.ThrowIfCancellationRequested();
            }
        }

        AddSamples(samples, sample, long.MaxValue);
    }

    private void Queue(GoGeneration generation)
    {
        _merge.Clear();
        var queued = new List<GoThread>();
        foreach (GoThread thread in _processors.Threads)
        {
            thread.Begin(generation);
        }

        var seen = new HashSet<ulong>();
        foreach (GoBatch batch in generation.Batches)
        {
            GoThread? thread = _processors.Find(batch.Thread);
            if (thread is null)
            {
                thread = new GoThread(batch.Thread, _profiles.Log);
                thread.Begin(generation);
                _processors.Add(thread);
            }

            thread.Add(batch);
            if (seen.Add(batch.Thread))
            {
                queued.Add(thread);
            }
        }

        foreach (GoThread thread in queued)
        {
            if (thread.MoveNext())
            {
                _merge.Add(thread);
            }
        }
    }

    // A sample comes before the events that are not earlier.
    private int AddSamples(List<GoCpuSample> samples, int sample, long before)
    {
        for (; sample < samples.Count && samples[sample].Time < before; sample++)
        {
            _timeline.Add(samples[sample] with { Time = _timeline.Tick(samples[sample].Time) });
        }

        return sample;
    }

    private void Replay(GoGeneration generation, GoAdvance result)
    {
        GoThread first = _merge.First;
        string how = result == GoAdvance.Broken
            ? "contradicts what was before"
            : "waits for an event that is not there";
        _profiles.Log.NoOrder(generation.Number, $"{first.Type} of thread {(long)first.Id} {how}");
        new GoV2Replay(_profiles, generation.Number).Run([.. _merge.Queues]);
        _merge.Clear();
        _processors.Forget();
        _isFollowed = false;
    }

    private GoAdvance Advance(GoThread thread)
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
            default: return _marks.Mark(thread, thread.Goroutine);
        }
    }
}
