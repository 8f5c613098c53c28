using System.Text;

namespace Refold.Formats.GoTrace;

/// <summary>The reasons of waits and of stops of the world up to Go 1.21, with the names of later versions.</summary>
internal sealed class GoV1Reasons
{
    // The numbers since Go 1.21. Earlier versions have only the first two reasons, numbered from 0.
    private static readonly string[] StopNames =
    [
        "", "GC mark termination", "GC sweep termination", "write heap dump", "goroutine profile",
        "goroutine profile cleanup", "all goroutines stack trace", "read mem stats", "AllThreadsSyscall", "GOMAXPROCS",
        "start trace", "stop trace", "CountPagesInUse (test)", "ReadMetricsSlow (test)", "ReadMemStatsSlow (test)",
        "PageCachePagesLeaked (test)", "ResetDebugLog (test)",
    ];

    private readonly GoReason[] _reasons = new GoReason[(int)GoV1Event.CpuSample + 1];
    private readonly StringId[] _stops;
    private readonly int _firstStop;

    /// <summary>Adds the names to a profile.</summary>
    public GoV1Reasons(ProfileBuilder builder, GoV1Layout layout)
    {
        _firstStop = layout.HasStopKinds ? 0 : 1;
        _stops = [.. StopNames.Select(builder.AddString)];
        foreach ((GoV1Event type, string name) in (ReadOnlySpan<(GoV1Event, string)>)
            [
                (GoV1Event.GoStop, "forever"), (GoV1Event.GoSched, "runtime.Gosched"),
                (GoV1Event.GoPreempt, "preempted"), (GoV1Event.GoSleep, "sleep"),
                (GoV1Event.GoBlockSend, "chan send"), (GoV1Event.GoBlockRecv, "chan receive"),
                (GoV1Event.GoBlockSelect, "select"), (GoV1Event.GoBlockSync, "sync"),
                (GoV1Event.GoBlockCond, "sync.(*Cond).Wait"), (GoV1Event.GoBlockNet, "network"),
                (GoV1Event.GoBlockGc, "GC mark assist wait for work"),
            ])
        {
            _reasons[(int)type] =
                new GoReason(builder.AddString(name), GoReason.Classify(Encoding.ASCII.GetBytes(name)));
        }
    }

    /// <summary>The reason why a goroutine stops at an event; none if the event does not say.</summary>
    public GoReason this[GoV1Event type] => _reasons[(int)type];

    /// <summary>The reason of a stop of the world, by its number in the file; empty if unknown.</summary>
    public StringId GetStopReason(ulong kind) =>
        kind < (ulong)(_stops.Length - _firstStop) ? _stops[(int)kind + _firstStop] : default;
}
