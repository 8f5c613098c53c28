namespace Refold.Formats.GoTrace;

/// <summary>
/// Events that move no goroutine: phases of the garbage collector, stops of the world, what programs say.
/// </summary>
internal sealed class GoV2Marks(GoChannels profiles)
{
    private readonly GoTimeline _timeline = profiles.Timeline;
    private readonly GoNames _names = profiles.Names;
    private bool _isFirstGeneration;
    private bool _hasSequence;
    private ulong _sequence;

    /// <summary>Begins a generation.</summary>
    public void Begin(bool isFirstGeneration) => _isFirstGeneration = isFirstGeneration;

    /// <summary>An event of a goroutine, which is null if there is none.</summary>
    public GoAdvance Mark(GoThread thread, Goroutine? goroutine)
    {
        if (thread.Type is GoV2Event.GcActive or GoV2Event.GcBegin or GoV2Event.GcEnd && !TryCollect(thread))
        {
            return GoAdvance.Waits;
        }

        if (thread.Type < GoV2Event.GoSwitch)
        {
            Mark(thread, goroutine, _timeline.Tick(thread.Time));
        }

        return GoAdvance.Done;
    }

    /// <summary>An event of a goroutine, at a time that is settled.</summary>
    public void Mark(GoThread thread, Goroutine? goroutine, long time)
    {
        switch (thread.Type)
        {
            case GoV2Event.StopBegin:
                _timeline.BeginStop(goroutine, _names[thread.A], thread.B, time);
                break;
            case GoV2Event.StopEnd:
                _timeline.EndStop(time);
                break;
            case GoV2Event.AssistActive:
                _timeline.BeginAssist(_timeline.Find(thread.A), 0, time);
                break;
            case GoV2Event.AssistBegin:
                _timeline.BeginAssist(goroutine, thread.A, time);
                break;
            case GoV2Event.AssistEnd:
                _timeline.EndAssist(goroutine, time);
                break;
            case GoV2Event.TaskBegin:
                _timeline.BeginTask(thread.A, _names[thread.C]);
                break;
            case GoV2Event.TaskEnd:
                _timeline.EndTask(thread.A);
                break;
            case GoV2Event.RegionBegin:
                _timeline.BeginRegion(goroutine, thread.A, _names[thread.B], time);
                break;
            case GoV2Event.RegionEnd:
                _timeline.EndRegion(goroutine, time);
                break;
            default:
                break;
        }
    }

    // Phases of the garbage collector are numbered, and so in order.
    private bool TryCollect(GoThread thread)
    {
        bool isFirst = !_hasSequence || (_isFirstGeneration && thread.Type == GoV2Event.GcActive);
        if (!isFirst && thread.A != _sequence + 1)
        {
            return false;
        }

        _hasSequence = true;
        _sequence = thread.A;
        return true;
    }
}
