namespace Refold.Formats.GoTrace;

/// <summary>Turns events up to Go 1.21 into transitions of the timeline.</summary>
/// <remarks>
/// A trace begins with a list of the goroutines that already exist, as if they were created; the first Gomaxprocs event
/// ends it:
/// <code>
/// GoCreate G1 · GoCreate G7 · GoWaiting G7 · GoCreate G9 · GoInSyscall G9 · GoStart G1 · Gomaxprocs
///
/// G1 is running, G7 waiting, G9 in a system call; the others in the list are runnable
/// </code>
/// </remarks>
internal sealed class GoV1Transitions(GoReadSession session, GoV1File file, GoV1Layout layout)
{
    private readonly GoTimeline _timeline = session.Timeline;
    private readonly GoV1Reasons _reasons = new(session.Builder, layout);

    // The listed goroutines that are runnable unless an event of the list says otherwise, and the stacks they start
    // with.
    private readonly SortedDictionary<ulong, ulong> _listed = [];
    private bool _isListing = true;

    // The length of a system call that did not block is unknown. Go's tools since 1.22 assume 1 ns.
    private readonly bool _hasShortSyscalls = session.Options.Compat is GoTraceCompat.Go125 or GoTraceCompat.Go126;

    /// <summary>Applies an event.</summary>
    /// <param name="queue">The processor whose current event it is.</param>
    /// <param name="subject">The goroutine that the event names, else the running one; null if there is none.</param>
    public void Apply(GoV1Queue queue, Goroutine? subject)
    {
        ref readonly GoV1Record e = ref queue.Event;
        switch (e.Type)
        {
            case GoV1Event.Gomaxprocs when _isListing:
                ApplyListed(queue);
                break;
            case GoV1Event.GoCreate when _isListing:
                AddListed(queue, subject!);
                break;
            case GoV1Event.GoStart or GoV1Event.GoStartLocal or GoV1Event.GoStartLabel when _isListing:
                queue.Current = subject;
                ApplyInitialState(queue, subject!, GoState.Running);
                break;
            case GoV1Event.GoWaiting:
                ApplyInitialState(queue, subject!, GoState.Waiting);
                break;
            case GoV1Event.GoInSyscall:
                ApplyInitialState(queue, subject!, GoState.Syscall);
                break;
            case GoV1Event.GoSysCall:
                BeginSyscall(queue, subject);
                break;
            case GoV1Event.GoSysExit when e.C == 0:
                ExitSyscall(e.A, queue.Ticks);
                break;
            case GoV1Event.GoSysExitLocal when e.B == 0:
                ExitSyscall(e.A, queue.Ticks);
                break;
            case GoV1Event.GoSysExit or GoV1Event.GoSysExitLocal or GoV1Event.GoSysBlock or GoV1Event.FutileWakeup:
                break;
            default:
                ApplyTransition(queue, subject);
                break;
        }
    }

    /// <summary>Ends a system call that blocked.</summary>
    public void ExitSyscall(ulong goroutine, long ticks)
    {
        long time = _timeline.AdvanceTo(file.Nanoseconds(ticks));
        _timeline.Apply(_timeline.GetOrAdd(goroutine, GoState.Unknown), CreateSyscallExit(time));
    }

    /// <summary>Creates the transition that ends a system call that blocked.</summary>
    public static GoTransition CreateSyscallExit(long time) => new()
    {
        Time = time,
        To = GoState.Runnable,
        Thread = GoTransition.NoThread,
        Processor = GoTransition.NoProcessor,
    };

    /// <summary>Creates the transition into a system call.</summary>
    public static GoTransition CreateSyscallEntry(GoV1Queue queue, long time)
    {
        ulong stack = queue.Event.Stack;
        return Create(queue, time, GoState.Syscall) with { Stack = stack, OwnStack = stack };
    }

    /// <summary>
    /// Creates the transition of an event: of the goroutine that it names, else of the running one. False if the event
    /// changes no state.
    /// </summary>
    public bool TryCreate(GoV1Queue queue, long time, out GoTransition transition)
    {
        ref readonly GoV1Record e = ref queue.Event;
        GoState to;
        ulong own = 0;
        switch (e.Type)
        {
            case GoV1Event.GoCreate:
                to = GoState.Runnable;
                own = GetStartStack(e);
                break;
            case GoV1Event.GoUnblock or GoV1Event.GoUnblockLocal:
                to = GoState.Runnable;
                break;
            case GoV1Event.GoStart or GoV1Event.GoStartLocal or GoV1Event.GoStartLabel:
                to = GoState.Running;
                break;
            case GoV1Event.GoEnd:
                to = GoState.Dead;
                break;
            case GoV1Event.GoSched or GoV1Event.GoPreempt:
                to = GoState.Runnable;
                own = e.Stack;
                break;
            case GoV1Event.GoStop or GoV1Event.GoSleep or GoV1Event.GoBlock or GoV1Event.GoBlockGc
                or (>= GoV1Event.GoBlockSend and <= GoV1Event.GoBlockNet):
                to = GoState.Waiting;
                own = e.Stack;
                break;
            default:
                transition = default;
                return false;
        }

        transition = new GoTransition
        {
            Time = time,
            To = to,
            Reason = _reasons[e.Type],
            Stack = e.Stack,
            OwnStack = own,
            Actor = queue.Current,
            Thread = GoTransition.NoThread,
            Processor = queue.Processor,
        };
        return true;
    }

    private void ApplyTransition(GoV1Queue queue, Goroutine? subject)
    {
        GoV1Event type = queue.Event.Type;
        long time = AdvanceTime(queue);
        if (subject is null || !TryCreate(queue, time, out GoTransition transition))
        {
            ApplyRange(queue, subject, time);
            return;
        }

        if (type == GoV1Event.GoCreate && subject.State == GoState.Unknown)
        {
            subject.State = GoState.Dead;
        }

        _timeline.Apply(subject, transition);
        if (transition.To == GoState.Running)
        {
            queue.Current = subject;
        }

        // Go's reader turns a start with a label into two events, each at a time of its own.
        if (type == GoV1Event.GoStartLabel)
        {
            AdvanceTime(queue);
        }
    }

    private void ApplyRange(GoV1Queue queue, Goroutine? goroutine, long time)
    {
        ref readonly GoV1Record e = ref queue.Event;
        switch (e.Type)
        {
            case GoV1Event.StopBegin:
                _timeline.BeginStop(goroutine, _reasons.GetStopReason(e.A), 0, time);
                break;
            case GoV1Event.StopEnd:
                _timeline.EndStop(time);
                break;
            case GoV1Event.AssistStart:
                _timeline.BeginAssist(goroutine, e.Stack, time);
                break;
            case GoV1Event.AssistDone:
                _timeline.EndAssist(goroutine, time);
                break;
            case GoV1Event.TaskCreate:
                _timeline.BeginTask(e.A, session.Names[e.C]);
                break;
            case GoV1Event.TaskEnd:
                _timeline.EndTask(e.A);
                break;
            case GoV1Event.Region when e.B == 0:
                _timeline.BeginRegion(goroutine, e.A, session.Names[e.C], time);
                break;
            case GoV1Event.Region:
                _timeline.EndRegion(goroutine, time);
                break;
            default:
                break;
        }
    }

    // Go's tools up to Go 1.21 count listed goroutines as created.
    private void AddListed(GoV1Queue queue, Goroutine subject)
    {
        ref readonly GoV1Record e = ref queue.Event;
        if (session.Options.Compat == GoTraceCompat.Go121)
        {
            GoTransition transition = Create(queue, AdvanceTime(queue), GoState.Runnable) with
            {
                Stack = e.Stack,
                OwnStack = GetStartStack(e),
                IsStatus = true,
            };
            subject.State = GoState.Dead;
            _timeline.Apply(subject, transition);
        }
        else
        {
            _listed[e.A] = GetStartStack(e);
        }
    }

    // The stack that a created goroutine starts with; Go 1.5 and 1.6 have an address there.
    private ulong GetStartStack(in GoV1Record e) => layout.HasSequences ? 0 : e.B;

    private void ApplyListed(GoV1Queue queue)
    {
        _isListing = false;
        foreach ((ulong goroutine, ulong stack) in _listed)
        {
            ApplyStatus(queue, _timeline.GetOrAdd(goroutine, GoState.Unknown), GoState.Runnable, stack);
        }

        _listed.Clear();
    }

    private void ApplyInitialState(GoV1Queue queue, Goroutine subject, GoState state)
    {
        _listed.Remove(subject.Id, out ulong stack);
        ApplyStatus(queue, subject, state, stack);
    }

    private void ApplyStatus(GoV1Queue queue, Goroutine subject, GoState state, ulong stack) =>
        _timeline.Apply(
            subject, Create(queue, AdvanceTime(queue), state) with { OwnStack = stack, IsStatus = true });

    private void BeginSyscall(GoV1Queue queue, Goroutine? subject)
    {
        bool blocks = queue.NextType == GoV1Event.GoSysBlock;
        long time = AdvanceTime(queue);
        if (subject is null || (!blocks && !_hasShortSyscalls))
        {
            return;
        }

        _timeline.Apply(subject, CreateSyscallEntry(queue, time));
        if (!blocks)
        {
            _timeline.Apply(subject, Create(queue, _timeline.AdvanceTo(time), GoState.Running));
        }
    }

    private static GoTransition Create(GoV1Queue queue, long time, GoState state) => new()
    {
        Time = time,
        To = state,
        Thread = GoTransition.NoThread,
        Processor = queue.Processor,
    };

    private long AdvanceTime(GoV1Queue queue) => _timeline.AdvanceTo(file.Nanoseconds(queue.Ticks));
}
