namespace Refold.Formats.GoTrace;

/// <summary>The events since Go 1.22 that change the state of goroutines, one method for each.</summary>
/// <remarks>
/// The conditions are those of Go's reader, except that a status which contradicts the previous events is accepted with
/// a warning: it is right, and events were lost.
/// </remarks>
internal sealed class GoV2Goroutines(GoReadSession session, GoV2Processors processors)
{
    private readonly GoTimeline _timeline = session.Timeline;

    /// <summary>Whether goroutines may appear without having been created in the trace.</summary>
    public bool IsFirstGeneration { get; set; }

    private ulong Generation => processors.Generation;

    /// <summary>Status of a goroutine: once per generation, before its first other event.</summary>
    public GoEventResult Status(GoV2Thread thread)
    {
        if (GoV2Layout.ParseState(thread.C) is not { } state
            || (state == GoState.Syscall && thread.B == GoTransition.NoThread))
        {
            return GoEventResult.Contradiction;
        }

        Goroutine? known = _timeline.Find(thread.A);
        if (!IsFirstGeneration && known?.State != state)
        {
            session.Log.Inconsistent();
        }

        Goroutine goroutine = known ?? _timeline.GetOrAdd(thread.A, GoState.Unknown);
        SetSequence(goroutine, 0);
        GoV2Thread? on = state switch
        {
            GoState.Running => thread,
            GoState.Syscall when thread.B == thread.Id => thread,
            GoState.Syscall => GetOrAddThread(thread.B),
            _ => null,
        };
        if (on is not null)
        {
            on.Goroutine = goroutine;
        }

        ulong stack = thread.Type == GoV2Event.GoStatusStack ? thread.D : 0;
        Apply(goroutine, thread, state, own: stack, isStatus: true);
        return GoEventResult.Applied;
    }

    /// <summary>The running goroutine creates one, runnable or (for coroutines) waiting.</summary>
    public GoEventResult Create(GoV2Thread thread)
    {
        if (thread.Processor is null || thread.Id == GoTransition.NoThread || _timeline.Find(thread.A) is not null
            || thread.Goroutine is { State: not GoState.Running })
        {
            return GoEventResult.Contradiction;
        }

        Goroutine goroutine = _timeline.GetOrAdd(thread.A, GoState.Dead);
        SetSequence(goroutine, 0);
        GoState state = thread.Type == GoV2Event.GoCreateBlocked ? GoState.Waiting : GoState.Runnable;
        Apply(goroutine, thread, state, stack: thread.C, own: thread.B, actor: thread.Goroutine);
        return GoEventResult.Applied;
    }

    /// <summary>A thread of C code calls Go for the first time.</summary>
    public GoEventResult CreateInSyscall(GoV2Thread thread)
    {
        if (thread.Id == GoTransition.NoThread || thread.Goroutine is not null || _timeline.Find(thread.A) is not null)
        {
            return GoEventResult.Contradiction;
        }

        Goroutine goroutine = _timeline.GetOrAdd(thread.A, GoState.Dead);
        SetSequence(goroutine, 0);
        thread.Goroutine = goroutine;
        Apply(goroutine, thread, GoState.Syscall);
        return GoEventResult.Applied;
    }

    /// <summary>A runnable goroutine starts on the thread's processor.</summary>
    public GoEventResult Start(GoV2Thread thread)
    {
        if (_timeline.Find(thread.A) is not { State: GoState.Runnable } goroutine || !IsNext(goroutine, thread.B))
        {
            return GoEventResult.Deferred;
        }

        if (thread.Processor is null || thread.Goroutine is not null)
        {
            return GoEventResult.Contradiction;
        }

        SetSequence(goroutine, thread.B);
        thread.Goroutine = goroutine;
        Apply(goroutine, thread, GoState.Running);
        return GoEventResult.Applied;
    }

    /// <summary>The running goroutine ends, becomes runnable, or blocks.</summary>
    public GoEventResult Stop(GoV2Thread thread, GoState state)
    {
        if (thread.Processor is null || thread.Goroutine is not { State: GoState.Running } goroutine)
        {
            return GoEventResult.Contradiction;
        }

        thread.Goroutine = null;
        if (state == GoState.Dead)
        {
            Apply(goroutine, thread, state);
        }
        else
        {
            Apply(goroutine, thread, state, thread.B, thread.B, session.Names.GetReason(thread.A));
        }

        return GoEventResult.Applied;
    }

    /// <summary>A waiting goroutine is woken.</summary>
    public GoEventResult Unblock(GoV2Thread thread)
    {
        if (_timeline.Find(thread.A) is not { State: GoState.Waiting } goroutine || !IsNext(goroutine, thread.B))
        {
            return GoEventResult.Deferred;
        }

        SetSequence(goroutine, thread.B);
        Apply(goroutine, thread, GoState.Runnable, stack: thread.C, actor: thread.Goroutine);
        return GoEventResult.Applied;
    }

    /// <summary>
    /// The running goroutine hands its processor to a waiting one, as coroutines do, and waits or ends.
    /// </summary>
    public GoEventResult Switch(GoV2Thread thread)
    {
        if (thread.Processor is null || thread.Goroutine is not { State: GoState.Running } goroutine)
        {
            return GoEventResult.Contradiction;
        }

        if (_timeline.Find(thread.A) is not { State: GoState.Waiting } next || !IsNext(next, thread.B))
        {
            return GoEventResult.Deferred;
        }

        bool isEnd = thread.Type == GoV2Event.GoSwitchDestroy;
        SetSequence(next, thread.B);
        Apply(next, thread, GoState.Runnable, actor: goroutine);
        Apply(goroutine, thread, isEnd ? GoState.Dead : GoState.Waiting);
        Apply(next, thread, GoState.Running);
        thread.Goroutine = next;
        return GoEventResult.Applied;
    }

    /// <summary>The running goroutine enters a system call.</summary>
    public GoEventResult BeginSyscall(GoV2Thread thread)
    {
        if (thread.Processor is not { } processor || thread.Goroutine is not { State: GoState.Running } goroutine
            || !processor.IsNext(Generation, thread.A))
        {
            return GoEventResult.Contradiction;
        }

        processor.State = GoProcessorState.Syscall;
        processor.Sequence = thread.A;
        Apply(goroutine, thread, GoState.Syscall, thread.B, thread.B);
        return GoEventResult.Applied;
    }

    /// <summary>A goroutine returns from a system call and still has its processor.</summary>
    public GoEventResult EndSyscall(GoV2Thread thread)
    {
        if (thread.Processor is not { State: GoProcessorState.Syscall } processor
            || thread.Goroutine is not { State: GoState.Syscall } goroutine)
        {
            return GoEventResult.Contradiction;
        }

        processor.State = GoProcessorState.Running;
        Apply(goroutine, thread, GoState.Running);
        return GoEventResult.Applied;
    }

    /// <summary>A goroutine returns from a system call and has to wait for a processor.</summary>
    public GoEventResult EndSyscallBlocked(GoV2Thread thread)
    {
        if (thread.Processor is { State: GoProcessorState.Syscall })
        {
            return GoEventResult.Deferred;
        }

        if (thread.Goroutine is not { State: GoState.Syscall } goroutine)
        {
            return GoEventResult.Contradiction;
        }

        thread.Goroutine = null;
        Apply(goroutine, thread, GoState.Runnable);
        return GoEventResult.Applied;
    }

    /// <summary>A thread of C code leaves Go for good.</summary>
    public GoEventResult DestroyInSyscall(GoV2Thread thread)
    {
        if (thread.Goroutine is not { State: GoState.Syscall } goroutine
            || thread.Processor is { State: not GoProcessorState.Syscall })
        {
            return GoEventResult.Contradiction;
        }

        thread.Goroutine = null;
        if (thread.Processor is { } processor)
        {
            processor.State = GoProcessorState.Abandoned;
            thread.Processor = null;
            _timeline.AdvanceTo(thread.Time);
        }

        Apply(goroutine, thread, GoState.Dead);
        return GoEventResult.Applied;
    }

    private GoV2Thread GetOrAddThread(ulong id)
    {
        GoV2Thread? thread = processors.Find(id);
        if (thread is null)
        {
            thread = new GoV2Thread(id, session.Log);
            processors.Add(thread);
        }

        return thread;
    }

    private bool IsNext(Goroutine goroutine, ulong sequence) =>
        goroutine.Generation == Generation && sequence == goroutine.Sequence + 1;

    private void SetSequence(Goroutine goroutine, ulong sequence)
    {
        goroutine.Generation = Generation;
        goroutine.Sequence = sequence;
    }

    private void Apply(
        Goroutine goroutine, GoV2Thread thread, GoState to, ulong stack = 0, ulong own = 0, GoReason reason = default,
        Goroutine? actor = null, bool isStatus = false) =>
        _timeline.Apply(goroutine, new GoTransition
        {
            Time = _timeline.AdvanceTo(thread.Time),
            To = to,
            Reason = reason,
            Stack = isStatus ? own : stack,
            OwnStack = own,
            Actor = actor,
            Thread = thread.Id,
            Processor = thread.ProcessorId,
            IsStatus = isStatus,
        });
}
