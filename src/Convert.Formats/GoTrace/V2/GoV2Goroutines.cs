namespace Refold.Formats.GoTrace;

/// <summary>
/// The events that move goroutines. Each method is an event; its rules are those of Go's reader, except that a status
/// is believed even if it does not follow from what was before, since then events were lost.
/// </summary>
internal sealed class GoV2Goroutines(GoChannels profiles, GoV2Processors processors)
{
    private readonly GoTimeline _timeline = profiles.Timeline;

    /// <summary>True while goroutines may show up that were not created before its eyes.</summary>
    public bool IsFirstGeneration { get; set; }

    private ulong Generation => processors.Generation;

    /// <summary>The state of a goroutine is told, once in a generation before anything else of it.</summary>
    public GoAdvance Status(GoThread thread)
    {
        if (GoV2Layout.StateOf(thread.C) is not { } state
            || (state == GoState.Syscall && thread.B == GoTransition.NoThread))
        {
            return GoAdvance.Broken;
        }

        Goroutine? known = _timeline.Find(thread.A);
        if (!IsFirstGeneration && known?.State != state)
        {
            profiles.Log.Inconsistent();
        }

        Goroutine goroutine = known ?? _timeline.Open(thread.A, GoState.Unknown);
        Count(goroutine, 0);
        GoThread? on = state switch
        {
            GoState.Running => thread,
            GoState.Syscall when thread.B == thread.Id => thread,
            GoState.Syscall => ThreadOf(thread.B),
            _ => null,
        };
        if (on is not null)
        {
            on.Goroutine = goroutine;
        }

        ulong stack = thread.Type == GoV2Event.GoStatusStack ? thread.D : 0;
        Move(goroutine, thread, state, own: stack, isStatus: true);
        return GoAdvance.Done;
    }

    /// <summary>A goroutine is created, to run or to wait until another switches to it.</summary>
    public GoAdvance Create(GoThread thread)
    {
        if (thread.Processor is null || thread.Id == GoTransition.NoThread || _timeline.Find(thread.A) is not null
            || thread.Goroutine is { State: not GoState.Running })
        {
            return GoAdvance.Broken;
        }

        Goroutine goroutine = _timeline.Open(thread.A, GoState.Dead);
        Count(goroutine, 0);
        GoState state = thread.Type == GoV2Event.GoCreateBlocked ? GoState.Waiting : GoState.Runnable;
        Move(goroutine, thread, state, stack: thread.C, own: thread.B, actor: thread.Goroutine);
        return GoAdvance.Done;
    }

    /// <summary>A thread of C code calls into Go.</summary>
    public GoAdvance CreateInSyscall(GoThread thread)
    {
        if (thread.Id == GoTransition.NoThread || thread.Goroutine is not null || _timeline.Find(thread.A) is not null)
        {
            return GoAdvance.Broken;
        }

        Goroutine goroutine = _timeline.Open(thread.A, GoState.Dead);
        Count(goroutine, 0);
        thread.Goroutine = goroutine;
        Move(goroutine, thread, GoState.Syscall);
        return GoAdvance.Done;
    }

    /// <summary>A goroutine gets a processor.</summary>
    public GoAdvance Start(GoThread thread)
    {
        if (_timeline.Find(thread.A) is not { State: GoState.Runnable } goroutine || !IsNext(goroutine, thread.B))
        {
            return GoAdvance.Waits;
        }

        if (thread.Processor is null || thread.Goroutine is not null)
        {
            return GoAdvance.Broken;
        }

        Count(goroutine, thread.B);
        thread.Goroutine = goroutine;
        Move(goroutine, thread, GoState.Running);
        return GoAdvance.Done;
    }

    /// <summary>The running goroutine ends, goes back to the queue, or begins to wait.</summary>
    public GoAdvance Stop(GoThread thread, GoState state)
    {
        if (thread.Processor is null || thread.Goroutine is not { State: GoState.Running } goroutine)
        {
            return GoAdvance.Broken;
        }

        thread.Goroutine = null;
        if (state == GoState.Dead)
        {
            Move(goroutine, thread, state);
        }
        else
        {
            Move(goroutine, thread, state, thread.B, thread.B, profiles.Names.ReasonOf(thread.A));
        }

        return GoAdvance.Done;
    }

    /// <summary>A goroutine that waits is woken.</summary>
    public GoAdvance Unblock(GoThread thread)
    {
        if (_timeline.Find(thread.A) is not { State: GoState.Waiting } goroutine || !IsNext(goroutine, thread.B))
        {
            return GoAdvance.Waits;
        }

        Count(goroutine, thread.B);
        Move(goroutine, thread, GoState.Runnable, stack: thread.C, actor: thread.Goroutine);
        return GoAdvance.Done;
    }

    /// <summary>
    /// The running goroutine hands its processor to another one, as coroutines do, and waits or ends.
    /// </summary>
    public GoAdvance Switch(GoThread thread)
    {
        if (thread.Processor is null || thread.Goroutine is not { State: GoState.Running } goroutine)
        {
            return GoAdvance.Broken;
        }

        if (_timeline.Find(thread.A) is not { State: GoState.Waiting } next || !IsNext(next, thread.B))
        {
            return GoAdvance.Waits;
        }

        bool isEnd = thread.Type == GoV2Event.GoSwitchDestroy;
        Count(next, thread.B);
        Move(next, thread, GoState.Runnable, actor: goroutine);
        Move(goroutine, thread, isEnd ? GoState.Dead : GoState.Waiting);
        Move(next, thread, GoState.Running);
        thread.Goroutine = next;
        return GoAdvance.Done;
    }

    /// <summary>The running goroutine enters a system call.</summary>
    public GoAdvance BeginSyscall(GoThread thread)
    {
        if (thread.Processor is not { } processor || thread.Goroutine is not { State: GoState.Running } goroutine
            || !processor.IsNext(Generation, thread.A))
        {
            return GoAdvance.Broken;
        }

        processor.State = GoProcessorState.Syscall;
        processor.Sequence = thread.A;
        Move(goroutine, thread, GoState.Syscall, thread.B, thread.B);
        return GoAdvance.Done;
    }

    /// <summary>A goroutine comes back from a system call and has its processor still.</summary>
    public GoAdvance EndSyscall(GoThread thread)
    {
        if (thread.Processor is not { State: GoProcessorState.Syscall } processor
            || thread.Goroutine is not { State: GoState.Syscall } goroutine)
        {
            return GoAdvance.Broken;
        }

        processor.State = GoProcessorState.Running;
        Move(goroutine, thread, GoState.Running);
        return GoAdvance.Done;
    }

    /// <summary>A goroutine comes back from a system call and has to wait for a processor.</summary>
    public GoAdvance EndSyscallBlocked(GoThread thread)
    {
        if (thread.Processor is { State: GoProcessorState.Syscall })
        {
            return GoAdvance.Waits;
        }

        if (thread.Goroutine is not { State: GoState.Syscall } goroutine)
        {
            return GoAdvance.Broken;
        }

        thread.Goroutine = null;
        Move(goroutine, thread, GoState.Runnable);
        return GoAdvance.Done;
    }

    /// <summary>A thread of C code leaves Go for good.</summary>
    public GoAdvance DestroyInSyscall(GoThread thread)
    {
        if (thread.Goroutine is not { State: GoState.Syscall } goroutine
            || thread.Processor is { State: not GoProcessorState.Syscall })
        {
            return GoAdvance.Broken;
        }

        thread.Goroutine = null;
        if (thread.Processor is { } processor)
        {
            processor.State = GoProcessorState.Abandoned;
            thread.Processor = null;
            _timeline.Tick(thread.Time);
        }

        Move(goroutine, thread, GoState.Dead);
        return GoAdvance.Done;
    }

    private GoThread ThreadOf(ulong id)
    {
        GoThread? thread = processors.Find(id);
        if (thread is null)
        {
            thread = new GoThread(id, profiles.Log);
            processors.Add(thread);
        }

        return thread;
    }

    private bool IsNext(Goroutine goroutine, ulong sequence) =>
        goroutine.Generation == Generation && sequence == goroutine.Sequence + 1;

    private void Count(Goroutine goroutine, ulong sequence)
    {
        goroutine.Generation = Generation;
        goroutine.Sequence = sequence;
    }

    private void Move(
        Goroutine goroutine, GoThread thread, GoState to, ulong stack = 0, ulong own = 0, GoReason reason = default,
        Goroutine? actor = null, bool isStatus = false) =>
        _timeline.Move(goroutine, new GoTransition
        {
            Time = _timeline.Tick(thread.Time),
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
