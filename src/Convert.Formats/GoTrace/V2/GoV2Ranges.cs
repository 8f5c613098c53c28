namespace Refold.Formats.GoTrace;

/// <summary>
/// The events since Go 1.22 that change no state: garbage collection, stops of the world, assists, tasks and regions.
/// </summary>
internal sealed class GoV2Ranges(GoReadSession session)
{
    private readonly GoTimeline _timeline = session.Timeline;
    private readonly GoStringTable _names = session.Names;
    private bool _isFirstGeneration;
    private bool _hasSequence;
    private ulong _sequence;

    /// <summary>Begins a generation.</summary>
    public void Begin(bool isFirstGeneration) => _isFirstGeneration = isFirstGeneration;

    /// <summary>Applies an event, unless it is deferred.</summary>
    /// <param name="thread">The thread, at the event.</param>
    /// <param name="goroutine">The goroutine that the event belongs to; null if there is none.</param>
    public GoEventResult Apply(GoV2Thread thread, Goroutine? goroutine)
    {
        if (thread.Type is GoV2Event.GcActive or GoV2Event.GcBegin or GoV2Event.GcEnd && !TryCollect(thread))
        {
            return GoEventResult.Deferred;
        }

        if (thread.Type < GoV2Event.GoSwitch)
        {
            Apply(thread, goroutine, _timeline.AdvanceTo(thread.Time));
        }

        return GoEventResult.Applied;
    }

    /// <summary>Applies an event at a known time.</summary>
    /// <param name="thread">The thread, at the event.</param>
    /// <param name="goroutine">The goroutine that the event belongs to; null if there is none.</param>
    /// <param name="time">The time, in nanoseconds.</param>
    public void Apply(GoV2Thread thread, Goroutine? goroutine, long time)
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

    // The phases of garbage collection are numbered, which orders them.
    private bool TryCollect(GoV2Thread thread)
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
