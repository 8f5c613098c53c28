namespace Refold.Formats.GoTrace;

/// <summary>
/// Applies the remaining events of a generation goroutine by goroutine, since they cannot be ordered.
/// </summary>
/// <remarks>
/// Reads the events thread by thread and gives each transition the sequence number and step that <see cref="GoReplay"/>
/// sorts by.
/// </remarks>
internal sealed class GoV2Replay(GoReadSession session, ulong generation)
{
    private readonly GoTimeline _timeline = session.Timeline;
    private readonly GoV2Ranges _ranges = new(session);
    private readonly GoReplay _replay = new(session.Timeline);
    private Goroutine? _current;
    private ulong _sequence;
    private int _step;

    /// <summary>Applies the remaining events of all threads, each of which is at its first event not applied.</summary>
    public void Run(IReadOnlyList<GoV2Thread> threads)
    {
        foreach (GoV2Thread thread in threads)
        {
            _current = thread.Goroutine;
            _sequence = _current?.Generation == generation ? _current.Sequence : 0;
            _step = 1;
            do
            {
                Read(thread);
            }
            while (thread.MoveNext());
        }

        _replay.Run();
    }

    private void Read(GoV2Thread thread)
    {
        switch (thread.Type)
        {
            case GoV2Event.GoStatus or GoV2Event.GoStatusStack:
                ReadStatus(thread);
                break;
            case GoV2Event.GoCreate:
                Create(thread, GoState.Runnable, thread.C, thread.B);
                break;
            case GoV2Event.GoCreateBlocked:
                Create(thread, GoState.Waiting, thread.C, thread.B);
                break;
            case GoV2Event.GoCreateSyscall:
                Create(thread, GoState.Syscall, 0, 0);
                Enter(thread.A, 0);
                break;
            case GoV2Event.GoStart:
                Start(thread);
                break;
            case GoV2Event.GoStop:
                Leave(thread, GoState.Runnable);
                break;
            case GoV2Event.GoBlock:
                Leave(thread, GoState.Waiting);
                break;
            case GoV2Event.GoDestroy or GoV2Event.GoDestroySyscall:
                Leave(thread, GoState.Dead);
                break;
            case GoV2Event.GoUnblock:
                Wake(thread, thread.C);
                break;
            case GoV2Event.GoSyscallBegin:
                Continue(thread, GoState.Syscall, thread.B);
                break;
            case GoV2Event.GoSyscallEnd:
                Continue(thread, GoState.Running, 0);
                break;
            case GoV2Event.GoSyscallEndBlocked:
                Continue(thread, GoState.Runnable, 0);
                _current = null;
                break;
            case GoV2Event.GoSwitch or GoV2Event.GoSwitchDestroy:
                Wake(thread, 0);
                Continue(thread, thread.Type == GoV2Event.GoSwitch ? GoState.Waiting : GoState.Dead, 0);
                Start(thread);
                break;
            case GoV2Event.TaskBegin or GoV2Event.TaskEnd or GoV2Event.StopBegin or GoV2Event.StopEnd
                or GoV2Event.AssistBegin or GoV2Event.AssistEnd:
                _ranges.Apply(thread, _current, _timeline.AdvanceTo(thread.Time));
                break;
            default:
                break;
        }
    }

    private void ReadStatus(GoV2Thread thread)
    {
        if (GoV2Layout.ParseState(thread.C) is not { } state)
        {
            return;
        }

        Goroutine goroutine = _timeline.GetOrAdd(thread.A, GoState.Unknown);
        ulong stack = thread.Type == GoV2Event.GoStatusStack ? thread.D : 0;
        GoTransition transition = CreateTransition(thread, state, stack, stack) with { IsStatus = true };
        _replay.Add(goroutine, 0, -1, transition);
        if (state == GoState.Running || (state == GoState.Syscall && thread.B == thread.Id))
        {
            Enter(thread.A, 0);
        }
    }

    private void Create(GoV2Thread thread, GoState state, ulong stack, ulong own) =>
        _replay.Add(
            _timeline.GetOrAdd(thread.A, GoState.Dead),
            0,
            -1,
            CreateTransition(thread, state, stack, own) with { Actor = _current });

    private void Wake(GoV2Thread thread, ulong stack) =>
        _replay.Add(
            _timeline.GetOrAdd(thread.A, GoState.Unknown),
            thread.B,
            0,
            CreateTransition(thread, GoState.Runnable, stack, 0) with { Actor = _current });

    private void Start(GoV2Thread thread)
    {
        Enter(thread.A, thread.B);
        Continue(thread, GoState.Running, 0);
    }

    private void Leave(GoV2Thread thread, GoState state)
    {
        if (state == GoState.Dead)
        {
            Continue(thread, state, 0);
        }
        else
        {
            Continue(thread, state, thread.B, session.Names.GetReason(thread.A));
        }

        _current = null;
    }

    private void Enter(ulong id, ulong sequence)
    {
        _current = _timeline.GetOrAdd(id, GoState.Unknown);
        _sequence = sequence;
        _step = 1;
    }

    private void Continue(GoV2Thread thread, GoState state, ulong stack, GoReason reason = default)
    {
        if (_current is { } current)
        {
            GoTransition transition = CreateTransition(thread, state, stack, stack) with { Reason = reason };
            _replay.Add(current, _sequence, _step++, transition);
        }
    }

    private static GoTransition CreateTransition(GoV2Thread thread, GoState state, ulong stack, ulong own) => new()
    {
        Time = thread.Time,
        To = state,
        Stack = stack,
        OwnStack = own,
        Thread = thread.Id,
        Processor = thread.ProcessorId,
    };
}
