using System.Text;

namespace Refold.Formats.GoTrace;

/// <summary>Why goroutines stop in traces up to Go 1.21, in the words that later traces have for the same.</summary>
internal sealed class GoV1Reasons
{
    // Since Go 1.21; before that, the two that there were counted from 0.
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

    /// <summary>Makes the names known to a profile.</summary>
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
                new GoReason(builder.AddString(name), GoReason.KindOf(Encoding.ASCII.GetBytes(name)));
        }
    }

    /// <summary>Why a goroutine stops at an event.</summary>
    public GoReason this[GoV1Event type] => _reasons[(int)type];

    /// <summary>Why the world stops, by the number in the file.</summary>
    public StringId StopOf(ulong kind) =>
        kind < (ulong)(_stops.Length - _firstStop) ? _stops[(int)kind + _firstStop] : default;
}
