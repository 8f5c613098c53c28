namespace Refold.Formats.GoTrace;

/// <summary>
/// Tells the events of traces up to Go 1.21 in the terms of later ones. What is there already when the trace begins is
/// listed as if it were created, up to the first event that says how many processors there are.
/// </summary>
internal sealed class GoV1Transitions(GoChannels profiles, GoV1File file, GoV1Layout layout)
{
    private readonly GoTimeline _timeline = profiles.Timeline;
    private readonly GoV1Reasons _reasons = new(profiles.Builder, layout);

    // Of those listed, the ones that may be runnable, and the stacks they began with.
    private readonly SortedDictionary<ulong, ulong> _listed = [];
    private bool _isListing = true;

    // Where a system call did not block, its length is unknown. Go's tools since 1.22 take it for a nanosecond.
    private readonly bool _hasShortSyscalls = profiles.Options.Compat is GoTraceCompat.Go125 or GoTraceCompat.Go126;

    /// <summary>Lets an event happen.</summary>
    /// <param name="queue">The processor whose event it is.</param>
    /// <param name="subject">The goroutine that it moves, or that it belongs to; null if there is none.</param>
    public void Move(GoV1Queue queue, Goroutine? subject)
    {
        ref readonly GoV1Record e = ref queue.Event;
        switch (e.Type)
        {
            case GoV1Event.Gomaxprocs when _isListing:
                EndList(queue);
                break;
            case GoV1Event.GoCreate when _isListing:
                List(queue, subject!);
                break;
            case GoV1Event.GoStart or GoV1Event.GoStartLocal or GoV1Event.GoStartLabel when _isListing:
                queue.Current = subject;
                FromList(queue, subject!, GoState.Running);
                break;
            case GoV1Event.GoWaiting:
                FromList(queue, subject!, GoState.Waiting);
                break;
            case GoV1Event.GoInSyscall:
                FromList(queue, subject!, GoState.Syscall);
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
                Happen(queue, subject);
                break;
        }
    }

    /// <summary>A goroutine came back from a system call that blocked.</summary>
    public void ExitSyscall(ulong goroutine, long ticks) =>
        _timeline.Move(
            _timeline.Open(goroutine, GoState.Unknown), Exit(_timeline.Tick(file.Nanoseconds(ticks))));

    /// <summary>The move out of a system call that blocked.</summary>
    public static GoTransition Exit(long time) => new()
    {
        Time = time,
        To = GoState.Runnable,
        Thread = GoTransition.NoThread,
        Processor = GoTransition.NoProcessor,
    };

    /// <summary>The move into a system call.</summary>
    public static GoTransition EnterSyscall(GoV1Queue queue, long time) => Create(queue, time, GoState.Syscall) with
    {
        Stack = queue.Event.Stack,
        OwnStack = queue.Event.Stack,
    };

    /// <summary>
    /// The move that an event makes: of the goroutine that it names, else of the one that runs; false if it makes none.
    /// </summary>
    public bool TryMakeMove(GoV1Queue queue, long time, out GoTransition move)
    {
        ref readonly GoV1Record e = ref queue.Event;
        GoState to;
        ulong own = 0;
        switch (e.Type)
        {
            case GoV1Event.GoCreate:
                to = GoState.Runnable;
                own = BeginOf(e);
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
                move = default;
                return false;
        }

        move = new GoTransition
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

    private void Happen(GoV1Queue queue, Goroutine? subject)
    {
        GoV1Event type = queue.Event.Type;
        long time = TimeOf(queue);
        if (subject is null || !TryMakeMove(queue, time, out GoTransition move))
        {
            Mark(queue, subject, time);
            return;
        }

        if (type == GoV1Event.GoCreate && subject.State == GoState.Unknown)
        {
            subject.State = GoState.Dead;
        }

        _timeline.Move(subject, move);
        if (move.To == GoState.Running)
        {
            queue.Current = subject;
        }

        // Go's reader makes two events of one with a label.
        if (type == GoV1Event.GoStartLabel)
        {
            TimeOf(queue);
        }
    }

    private void Mark(GoV1Queue queue, Goroutine? goroutine, long time)
    {
        ref readonly GoV1Record e = ref queue.Event;
        switch (e.Type)
        {
            case GoV1Event.StopBegin:
                _timeline.BeginStop(goroutine, _reasons.StopOf(e.A), 0, time);
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
                _timeline.BeginTask(e.A, profiles.Names[e.C]);
                break;
            case GoV1Event.TaskEnd:
                _timeline.EndTask(e.A);
                break;
            case GoV1Event.Region when e.B == 0:
                _timeline.BeginRegion(goroutine, e.A, profiles.Names[e.C], time);
                break;
            case GoV1Event.Region:
                _timeline.EndRegion(goroutine, time);
                break;
            default:
                break;
        }
    }

    // Go's own tools up to Go 1.21 took what is listed for created.
    private void List(GoV1Queue queue, Goroutine subject)
    {
        ref readonly GoV1Record e = ref queue.Event;
        if (profiles.Options.Compat == GoTraceCompat.Go121)
        {
            GoTransition move = Create(queue, TimeOf(queue), GoState.Runnable) with
            {
                Stack = e.Stack,
                OwnStack = BeginOf(e),
                IsStatus = true,
            };
            subject.State = GoState.Dead;
            _timeline.Move(subject, move);
        }
        else
        {
            _listed[e.A] = BeginOf(e);
        }
    }

    // The stack that a goroutine begins with; Go 1.5 has an address there.
    private ulong BeginOf(in GoV1Record e) => layout.HasSequences ? 0 : e.B;

    private void EndList(GoV1Queue queue)
    {
        _isListing = false;
        foreach ((ulong goroutine, ulong stack) in _listed)
        {
            GoTransition move = Create(queue, TimeOf(queue), GoState.Runnable) with { OwnStack = stack, IsStatus = true };
            _timeline.Move(_timeline.Open(goroutine, GoState.Unknown), move);
        }

        _listed.Clear();
    }

    private void FromList(GoV1Queue queue, Goroutine subject, GoState state)
    {
        _listed.Remove(subject.Id, out ulong stack);
        _timeline.Move(subject, Create(queue, TimeOf(queue), state) with { OwnStack = stack, IsStatus = true });
    }

    private void BeginSyscall(GoV1Queue queue, Goroutine? subject)
    {
        bool blocks = queue.NextType == GoV1Event.GoSysBlock;
        long time = TimeOf(queue);
        if (subject is null || (!blocks && !_hasShortSyscalls))
        {
            return;
        }

        _timeline.Move(subject, EnterSyscall(queue, time));
        if (!blocks)
        {
            _timeline.Move(subject, Create(queue, _timeline.Tick(time), GoState.Running));
        }
    }

    private static GoTransition Create(GoV1Queue queue, long time, GoState state) => new()
    {
        Time = time,
        To = state,
        Thread = GoTransition.NoThread,
        Processor = queue.Processor,
    };

    private long TimeOf(GoV1Queue queue) => _timeline.Tick(file.Nanoseconds(queue.Ticks));
}
