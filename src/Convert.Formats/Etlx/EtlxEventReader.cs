using System.Globalization;
using Microsoft.Diagnostics.Tracing;
using Microsoft.Diagnostics.Tracing.Etlx;
using Microsoft.Diagnostics.Tracing.EventPipe;
using Microsoft.Diagnostics.Tracing.Parsers.Clr;
using Microsoft.Diagnostics.Tracing.Parsers.Kernel;
using Microsoft.Diagnostics.Tracing.Parsers.Universal.Events;
using Refold.Formats.DotNet;

namespace Refold.Formats.Etlx;

/// <summary>Passes the events of TraceLog, which are in order of time, to the sampler.</summary>
internal sealed class EtlxEventReader(
    TraceLog log, ClrSampler sampler, ClrChannelSelection selection, ClrStringPool strings)
{
    private const double NanosecondsPerMillisecond = 1e6;

    private readonly Dictionary<(int Process, int Thread), ClrThread> _threads = [];
    private readonly ClrTypeTable _types = new(strings);

    /// <summary>The command line and platform of the traced process.</summary>
    public ClrProcessInfo Process { get; } = new();

    /// <summary>The names of the runtime's own threads.</summary>
    public ClrThreadRoles Roles { get; } = new();

    /// <summary>Reads all events.</summary>
    /// <exception cref="OperationCanceledException">The context was cancelled.</exception>
    public void ReadAll(ConversionContext context)
    {
        long count = 0;
        foreach (TraceEvent data in log.Events)
        {
            context.CheckCancelled(count++);
            if (selection.CountsEveryEvent)
            {
                string title = $"{data.ProviderName}/{data.EventName}";
                Add(data, new ClrEvent(ClrEventKind.None, 0, null!, 0, Text: strings.Add(title)));
            }

            Read(data);
        }
    }

    private void Read(TraceEvent data)
    {
        switch (data)
        {
            case GCBulkTypeTraceData types:
                for (int i = 0; i < types.Count; i++)
                {
                    GCBulkTypeValues type = types.Values(i);
                    _types.Add(type.TypeID, type.TypeName);
                }

                break;
            case { ProviderName: "Microsoft-DotNETCore-EventPipe", EventName: "ProcessInfo" }:
                Process.Add(Text(data, "CommandLine"), Text(data, "OSInformation"), Text(data, "ArchInformation"));
                break;
            default:
                Read(KindOf(data), data);
                break;
        }
    }

    private void Read(ClrEventKind kind, TraceEvent data)
    {
        if (ClrThreadRoles.IsRole(kind))
        {
            Roles.Add(ThreadOf(data), kind);
        }
        else if (kind != ClrEventKind.None && sampler.Accepts(kind))
        {
            Add(data, Decode(kind, data));
        }
    }

    private static ClrEventKind KindOf(TraceEvent data) => data switch
    {
        ClrThreadSampleTraceData => ClrEventKind.ThreadSample,
        SampledProfileTraceData => ClrEventKind.CpuSample,
        SampleTraceData { EventName: "cpu" } => ClrEventKind.CpuSample,
        SampleTraceData { EventName: "cswitch" } => ClrEventKind.ContextSwitch,
        GCAllocationTickTraceData => ClrEventKind.AllocationTick,
        AllocationSampledTraceData => ClrEventKind.AllocationSampled,
        GCSampledObjectAllocationTraceData => ClrEventKind.AllocationSum,
        ExceptionTraceData { Opcode: TraceEventOpcode.Start } => ClrEventKind.Exception,
        ContentionStartTraceData => ClrEventKind.ContentionStart,
        ContentionStopTraceData => ClrEventKind.ContentionStop,
        WaitHandleWaitStartTraceData => ClrEventKind.WaitStart,
        WaitHandleWaitStopTraceData => ClrEventKind.WaitStop,
        GCSuspendEETraceData => ClrEventKind.SuspendStart,
        GCNoUserDataTraceData { EventName: "GC/RestartEEStop" } => ClrEventKind.SuspendStop,
        GCNoUserDataTraceData { EventName: "GC/FinalizersStart" } => ClrEventKind.Finalizers,
        GCFinalizersEndTraceData => ClrEventKind.Finalizers,
        ThreadPoolWorkerThreadTraceData { EventName: "ThreadPoolWorkerThread/Start" } => ClrEventKind.PoolWorker,
        ThreadPoolWorkerThreadTraceData { EventName: "ThreadPoolWorkerThread/Wait" } => ClrEventKind.PoolWorker,
        TieredCompilationBackgroundJitStartTraceData or TieredCompilationBackgroundJitStopTraceData =>
            ClrEventKind.TieredCompiler,
        GCStartTraceData => ClrEventKind.CollectionStart,
        GCTriggeredTraceData => ClrEventKind.CollectionTrigger,
        _ => ClrEventKind.None,
    };

    // The payload in the form of NettracePayloadReader: the same numbers and strings as of the recording.
    private ClrEvent Decode(ClrEventKind kind, TraceEvent data)
    {
        var plain = new ClrEvent(kind, 0, null!, 0);
        return data switch
        {
            ClrThreadSampleTraceData sample => plain with
            {
                Text = strings.Add(ClrEventNames.SampleState((int)sample.Type)),
            },
            SampledProfileTraceData processor => plain with { First = processor.Count },
            SampleTraceData native => plain with { First = (long)Math.Min(native.Value, long.MaxValue) },
            GCAllocationTickTraceData tick => plain with
            {
                First = tick.AllocationAmount64,
                Second = tick.ObjectSize,
                Text = strings.Add(tick.TypeName),
            },
            AllocationSampledTraceData sampled => plain with
            {
                First = sampled.ObjectSize,
                Text = strings.Add(sampled.TypeName),
            },
            GCSampledObjectAllocationTraceData summed => plain with
            {
                First = summed.TotalSizeForTypeSample,
                Second = summed.ObjectCountForTypeSample,
                Text = _types.StringIdOf(summed.TypeID),
            },
            ExceptionTraceData thrown => plain with
            {
                Text = strings.Add(thrown.ExceptionType),
                Detail = strings.Add(thrown.ExceptionMessage),
            },
            ContentionStopTraceData stop => plain with { First = (long)Math.Clamp(stop.DurationNs, 0, long.MaxValue) },
            GCSuspendEETraceData suspended => plain with
            {
                First = (long)suspended.Reason,
                Text = strings.Add(ClrEventNames.SuspendReason((int)suspended.Reason)),
            },
            GCStartTraceData collection => plain with { First = collection.Depth },
            _ => plain,
        };
    }

    private void Add(TraceEvent data, in ClrEvent decoded)
    {
        ClrEvent complete = decoded with
        {
            Time = (long)Math.Round(data.TimeStampRelativeMSec * NanosecondsPerMillisecond),
            Thread = ThreadOf(data),
            Activity = data.ActivityID,
        };
        sampler.Add(complete, EtlxStackResolver.IdOf(data.CallStackIndex()));
    }

    private static string Text(TraceEvent data, string field) =>
        data.PayloadStringByName(field, CultureInfo.InvariantCulture) ?? "";

    // TraceLog names the runtime's own threads itself, in other words than the runtime: these names are not used.
    private static string NameOf(TraceThread? thread) =>
        thread?.ThreadInfo is { } name && !name.StartsWith(".NET ", StringComparison.Ordinal) ? name : "";

    private ClrThread ThreadOf(TraceEvent data)
    {
        (int Process, int Thread) key = (Math.Max(0, data.ProcessID), Math.Max(0, data.ThreadID));
        if (!_threads.TryGetValue(key, out ClrThread? thread))
        {
            thread = new ClrThread(key.Process, key.Thread, NameOf(data.Thread()));
            _threads.Add(key, thread);
        }

        return thread;
    }
}
