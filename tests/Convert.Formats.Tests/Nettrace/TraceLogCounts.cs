using Microsoft.Diagnostics.Tracing;
using Microsoft.Diagnostics.Tracing.Etlx;
using Microsoft.Diagnostics.Tracing.EventPipe;
using Microsoft.Diagnostics.Tracing.Parsers.Clr;
using Microsoft.Diagnostics.Tracing.Parsers.Universal.Events;
using Refold.Testing;

namespace Refold.Formats.Tests.Nettrace;

/// <summary>
/// Counts the events of a trace with TraceLog of the package TraceEvent, by process, thread, type and whole stack.
/// </summary>
internal sealed class TraceLogCounts
{
    private const double NanosecondsPerMillisecond = 1e6;

    private readonly TraceLog _log;
    private readonly Func<TraceLogFrame, string> _name;
    private readonly Dictionary<TraceLogKey, TraceLogSum> _sums = [];
    private readonly Dictionary<CallStackIndex, string> _stacks = [];
    private readonly Dictionary<(string, int Thread), (double Start, CallStackIndex Stack, string Type)> _open = [];

    private TraceLogCounts(TraceLog log, Func<TraceLogFrame, string> name)
    {
        _log = log;
        _name = name;
    }

    /// <summary>Counts the events of a trace.</summary>
    /// <param name="path">The path of a <c>.nettrace</c>, not compressed.</param>
    /// <param name="name">Formats a frame; null for <c>module!method</c>.</param>
    public static IReadOnlyDictionary<TraceLogKey, TraceLogSum> Count(
        string path, Func<TraceLogFrame, string>? name = null)
    {
        using var folder = new TemporaryFolder();
        string converted = folder["trace.etlx"];
        TraceLog.CreateFromEventPipeDataFile(path, converted, new TraceLogOptions { ContinueOnError = true });
        using var log = new TraceLog(converted);
        var counts = new TraceLogCounts(log, name ?? (frame => frame.ToString()));
        foreach (TraceEvent data in log.Events)
        {
            counts.Add(data);
        }

        return counts._sums;
    }

    private void Add(TraceEvent data)
    {
        switch (data)
        {
            case ClrThreadSampleTraceData sample:
                Add("sample", data, sample.Type.ToString(), 0);
                break;
            case GCAllocationTickTraceData tick:
                Add("alloc-tick", data, tick.TypeName, tick.AllocationAmount64);
                break;
            case AllocationSampledTraceData sampled:
                Add("alloc-sample", data, sampled.TypeName, sampled.ObjectSize);
                break;
            case ExceptionTraceData exception when data.Opcode == TraceEventOpcode.Start:
                Add("exception", data, exception.ExceptionType, 0);
                break;
            case SampleTraceData native:
                Add(data.EventName, data, "", (long)native.Value);
                break;
            default:
                AddStartOrStop(data);
                break;
        }
    }

    // An interval has a start event, which has the stack, and a stop event.
    private void AddStartOrStop(TraceEvent data)
    {
        switch (data)
        {
            case ContentionStartTraceData:
                Open("lock", data, "");
                break;
            case ContentionStopTraceData stop:
                Close("lock", data, _ => (long)stop.DurationNs);
                break;
            case WaitHandleWaitStartTraceData:
                Open("wait", data, "");
                break;
            case WaitHandleWaitStopTraceData:
                Close("wait", data, start => Since(start, data));
                break;
            case GCSuspendEETraceData suspend when data.EventName == "GC/SuspendEEStart":
                Open("gc-pause", data, suspend.Reason.ToString());
                break;
            case GCNoUserDataTraceData when data.EventName == "GC/RestartEEStop":
                Close("gc-pause", data, start => Since(start, data));
                break;
            default:
                break;
        }
    }

    private static long Since(double start, TraceEvent data) =>
        (long)Math.Round((data.TimeStampRelativeMSec - start) * NanosecondsPerMillisecond);

    private void Open(string kind, TraceEvent data, string type) =>
        _open[(kind, data.ThreadID)] = (data.TimeStampRelativeMSec, data.CallStackIndex(), type);

    private void Close(string kind, TraceEvent data, Func<double, long> value)
    {
        if (_open.Remove((kind, data.ThreadID), out (double Start, CallStackIndex Stack, string Type) opened))
        {
            Add(kind, data, opened.Type, value(opened.Start), opened.Stack);
        }
    }

    private void Add(string kind, TraceEvent data, string type, long value) =>
        Add(kind, data, type, value, data.CallStackIndex());

    private void Add(string kind, TraceEvent data, string type, long value, CallStackIndex stack)
    {
        var key = new TraceLogKey(kind, data.ProcessID, data.ThreadID, type, StackOf(stack));
        TraceLogSum sum = _sums.GetValueOrDefault(key);
        _sums[key] = new TraceLogSum(sum.Count + 1, sum.Value + value);
    }

    private string StackOf(CallStackIndex index)
    {
        if (_stacks.TryGetValue(index, out string? known))
        {
            return known;
        }

        var frames = new List<string>();
        for (CallStackIndex i = index; i != CallStackIndex.Invalid; i = _log.CallStacks.Caller(i))
        {
            TraceCodeAddress code = _log.CodeAddresses[_log.CallStacks.CodeAddressIndex(i)];
            frames.Add(_name(new TraceLogFrame(code.ModuleName, code.FullMethodName, code.Address)));
        }

        return _stacks[index] = string.Join('\n', frames);
    }
}

/// <summary>A frame of TraceLog.</summary>
/// <param name="Module">The name of the module; empty if unknown.</param>
/// <param name="Method">The full name of the method with parameters; empty if unknown.</param>
/// <param name="Address">The address.</param>
internal readonly record struct TraceLogFrame(string Module, string Method, ulong Address)
{
    /// <summary>Formats the frame as <c>module!method</c>, with <c>?</c> for an unknown part.</summary>
    public override string ToString() => $"{(Module.Length > 0 ? Module : "?")}!{(Method.Length > 0 ? Method : "?")}";
}

/// <summary>The key by which TraceLog's events are counted.</summary>
/// <param name="Event">
/// <c>sample</c>, <c>alloc-tick</c>, <c>alloc-sample</c>, <c>lock</c>, <c>wait</c>, <c>exception</c>, <c>gc-pause</c>,
/// <c>cpu</c> or <c>cswitch</c>.
/// </param>
/// <param name="ProcessId">The process id.</param>
/// <param name="ThreadId">The thread id.</param>
/// <param name="Type">
/// <c>External</c> or <c>Managed</c> for samples; the type of an object or exception; the reason of a pause; otherwise
/// empty.
/// </param>
/// <param name="Stack">The frames, leaf first, one per line; empty for none.</param>
internal sealed record TraceLogKey(string Event, int ProcessId, int ThreadId, string Type, string Stack);

/// <summary>The sums of TraceLog's events with one key.</summary>
/// <param name="Count">The number of events.</param>
/// <param name="Value">
/// The sum of their values: bytes of ticks and sampled objects, nanoseconds of locks, waits and pauses, the values of
/// <c>collect-linux</c> events; 0 for others.
/// </param>
internal readonly record struct TraceLogSum(long Count, long Value);
