namespace Refold.Formats.GoTrace;

/// <summary>
/// The rest of a generation whose events are in no order: reads each thread's events for themselves, and leaves it to
/// the numbers in them which comes when for a goroutine. See <see cref="GoReplay"/>.
/// </summary>
internal sealed class GoV2Replay(GoChannels profiles, ulong generation)
{
    private readonly GoTimeline _timeline = profiles.Timeline;
    private readonly GoV2Marks _marks = new(profiles);
    private readonly GoReplay _replay = new(profiles.Timeline);
    private Goroutine? _current;
    private ulong _sequence;
    private int _step;

    /// <summary>Replays what is left of some threads' events, each of which stands at its first one.</summary>
    public void Run(IReadOnlyList<GoThread> threads)
    {
        foreach (GoThread thread in threads)
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

    private void Read(GoThread thread)
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
                _marks.Mark(thread, _current, _timeline.Tick(thread.Time));
                break;
            default:
                break;
        }
    }

    private void ReadStatus(GoThread thread)
    {
        if (GoV2Layout.StateOf(thread.C) is not { } state)
        {
            return;
        }

        Goroutine goroutine = _timeline.Open(thread.A, GoState.Unknown);
        ulong stack = thread.Type == GoV2Event.GoStatusStack ? thread.D : 0;
        GoTransition move = MoveOf(thread, state, stack, stack) with { IsStatus = true };
        _replay.Add(goroutine, 0, -1, move);
        if (state == GoState.Running || (state == GoState.Syscall && thread.B == thread.Id))
        {
            Enter(thread.A, 0);
        }
    }

    private void Create(GoThread thread, GoState state, ulong stack, ulong own) =>
        _replay.Add(
            _timeline.Open(thread.A, GoState.Dead), 0, -1, MoveOf(thread, state, stack, own) with { Actor = _current });

    private void Wake(GoThread thread, ulong stack) =>
        _replay.Add(
            _timeline.Open(thread.A, GoState.Unknown),
            thread.B,
            0,
            MoveOf(thread, GoState.Runnable, stack, 0) with { Actor = _current });

    private void Start(GoThread thread)
    {
        Enter(thread.A, thread.B);
        Continue(thread, GoState.Running, 0);
    }

    private void Leave(GoThread thread, GoState state)
    {
        if (state == GoState.Dead)
        {
            Continue(thread, state, 0);
        }
        else
        {
            Continue(thread, state, thread.B, profiles.Names.ReasonOf(thread.A));
        }

        _current = null;
    }

    private void Enter(ulong id, ulong sequence)
    {
        _current = _timeline.Open(id, GoState.Unknown);
        _sequence = sequence;
        _step = 1;
    }

    private void Continue(GoThread thread, GoState state, ulong stack, GoReason reason = default)
    {
        if (_current is { } current)
        {
            _replay.Add(current, _sequence, _step++, MoveOf(thread, state, stack, stack) with { Reason = reason });
        }
    }

    private static GoTransition MoveOf(GoThread thread, GoState state, ulong stack, ulong own) => new()
    {
        Time = thread.Time,
        To = state,
        Stack = stack,
        OwnStack = own,
        Thread = thread.Id,
        Processor = thread.ProcessorId,
    };
}
