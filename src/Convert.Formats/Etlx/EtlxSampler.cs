using Microsoft.Diagnostics.Tracing;
using Microsoft.Diagnostics.Tracing.Etlx;
using Microsoft.Diagnostics.Tracing.EventPipe;
using Microsoft.Diagnostics.Tracing.Parsers.Clr;
using Microsoft.Diagnostics.Tracing.Parsers.Kernel;
using Microsoft.Diagnostics.Tracing.Parsers.Universal.Events;

namespace Refold.Formats.Etlx;

/// <summary>Turns events, in the order of time, into rows: what lasts has a start and a stop, a sample a weight.</summary>
/// <param name="wanted">The profiles to keep rows of; the others are counted only.</param>
/// <param name="samplingNanoseconds">How long a processor works between two of its samples.</param>
internal sealed class EtlxSampler(IReadOnlyCollection<EtlxProfile> wanted, long samplingNanoseconds)
{
    private const double NanosecondsPerMillisecond = 1e6;

    // The runtime's sampling of allocations draws a byte about every 100 KB.
    private const double SampledBytes = 102_400;

    private readonly Dictionary<int, EtlxRow> _lastSamples = [];
    private readonly Dictionary<int, (long Sum, long Count)> _sampleTimes = [];
    private readonly Dictionary<(EtlxProfile Profile, int Thread), EtlxRow> _open = [];
    private readonly long[] _counts = new long[Enum.GetValues<EtlxProfile>().Length];

    /// <summary>What was found, in the order of time; what lasts, in the order of its ends.</summary>
    public List<EtlxRow> Rows { get; } = [];

    /// <summary>How many events of a profile there were.</summary>
    public long CountOf(EtlxProfile profile) => _counts[(int)profile];

    /// <summary>Takes an event; one that no profile counts is passed over.</summary>
    public void Take(TraceEvent data)
    {
        switch (data)
        {
            case ClrThreadSampleTraceData sample:
                TakeSample(sample);
                break;
            case GCAllocationTickTraceData tick:
                long objects = tick.ObjectSize > 0 ? Math.Max(1, tick.AllocationAmount64 / tick.ObjectSize) : 1;
                Add(EtlxProfile.Alloc, data, (1, objects, tick.AllocationAmount64), tick.TypeName);
                break;
            case AllocationSampledTraceData drawn:
                // A small object is drawn seldom, so one that is stands for many.
                double chance = 1 - Math.Exp(-Math.Max(drawn.ObjectSize, 1) / SampledBytes);
                Add(
                    EtlxProfile.Alloc, data, (1, Rounded(1 / chance), Rounded(drawn.ObjectSize / chance)), drawn.TypeName);
                break;
            case ExceptionTraceData thrown when data.Opcode == TraceEventOpcode.Start:
                Add(EtlxProfile.Exception, data, (1, 0, 0), thrown.ExceptionType, thrown.ExceptionMessage);
                break;
            case SampledProfileTraceData processor:
                Add(EtlxProfile.Cpu, data, (processor.Count, processor.Count * samplingNanoseconds, 0));
                break;
            case SampleTraceData native:
                TakeNative(native);
                break;
            default:
                TakeOneOfTwo(data);
                break;
        }
    }

    /// <summary>
    /// Ends what is open. Of a thread's last sample nothing is known, so it lasts as long as the others did.
    /// </summary>
    public void Finish()
    {
        long count = _sampleTimes.Values.Sum(t => t.Count);
        long usual = count == 0 ? 0 : (long)(_sampleTimes.Values.Aggregate(Int128.Zero, (all, t) => all + t.Sum) / count);
        foreach ((int thread, EtlxRow last) in _lastSamples)
        {
            (long sum, long own) = _sampleTimes.GetValueOrDefault(thread);
            last.Values = last.Values with { Second = own == 0 ? usual : sum / own };
        }
    }

    private static long Rounded(double value) => value >= long.MaxValue ? long.MaxValue : (long)Math.Round(value);

    private static long TimeOf(TraceEvent data) => Rounded(data.TimeStampRelativeMSec * NanosecondsPerMillisecond);

    private static EtlxRow RowOf(EtlxProfile profile, TraceEvent data, string text, string detail) => new(
        profile, data.CallStackIndex(), data.ProcessID, data.ThreadID, TimeOf(data), text, detail);

    private void TakeNative(SampleTraceData data)
    {
        long value = (long)Math.Min(data.Value, long.MaxValue);
        switch (data.EventName)
        {
            case "cpu":
                Add(EtlxProfile.Cpu, data, (1, (long)Int128.Min((Int128)value * samplingNanoseconds, long.MaxValue), 0));
                break;
            case "cswitch":
                // The recorder of Linux gives nanoseconds.
                Add(EtlxProfile.OffCpu, data, (1, value, 0));
                break;
            default:
                break;
        }
    }

    // A sample lasts until the thread's next one.
    private void TakeSample(ClrThreadSampleTraceData data)
    {
        string state = data.Type switch
        {
            ClrThreadSampleType.Managed => "managed",
            ClrThreadSampleType.External => "external",
            _ => "",
        };
        if (Add(EtlxProfile.ThreadTime, data, (1, 0, 0), state) is not { } row)
        {
            return;
        }

        if (_lastSamples.TryGetValue(row.ThreadId, out EtlxRow? last))
        {
            long lasted = row.Nanoseconds - last.Nanoseconds;
            last.Values = last.Values with { Second = lasted };
            (long sum, long count) = _sampleTimes.GetValueOrDefault(row.ThreadId);
            _sampleTimes[row.ThreadId] = (sum + lasted, count + 1);
        }

        _lastSamples[row.ThreadId] = row;
    }

    // What lasts has an event for its start, with the stack, and one for its end.
    private void TakeOneOfTwo(TraceEvent data)
    {
        switch (data)
        {
            case ContentionStartTraceData:
                Open(EtlxProfile.Lock, data, "");
                break;
            case ContentionStopTraceData stop:
                Close(EtlxProfile.Lock, data, Rounded(stop.DurationNs));
                break;
            case WaitHandleWaitStartTraceData:
                Open(EtlxProfile.Wait, data, "");
                break;
            case WaitHandleWaitStopTraceData:
                Close(EtlxProfile.Wait, data, 0);
                break;
            case GCSuspendEETraceData { Reason: GCSuspendEEReason.SuspendForGC or GCSuspendEEReason.SuspendForGCPrep } stop:
                Open(EtlxProfile.Gc, data, stop.Reason.ToString());
                break;
            case GCTriggeredTraceData:
                Blame(data);
                break;
            case GCNoUserDataTraceData when data.EventName == "GC/RestartEEStop":
                Close(EtlxProfile.Gc, data, 0);
                break;
            default:
                break;
        }
    }

    // The collector stops threads from where no managed stack is; who wanted it has one.
    private void Blame(TraceEvent trigger)
    {
        foreach (((EtlxProfile profile, int thread), EtlxRow pause) in _open)
        {
            if (profile == EtlxProfile.Gc && pause.Stack == CallStackIndex.Invalid)
            {
                _open[(profile, thread)] = pause with { Stack = trigger.CallStackIndex(), ThreadId = trigger.ThreadID };
                return;
            }
        }
    }

    private void Open(EtlxProfile profile, TraceEvent data, string text)
    {
        _counts[(int)profile]++;
        _open[(profile, data.ThreadID)] = RowOf(profile, data, text, "");
    }

    // Some stops know better how long it was.
    private void Close(EtlxProfile profile, TraceEvent data, long nanoseconds)
    {
        if (_open.Remove((profile, data.ThreadID), out EtlxRow? row) && wanted.Contains(profile))
        {
            row.Values = (1, nanoseconds > 0 ? nanoseconds : TimeOf(data) - row.Nanoseconds, 0);
            Rows.Add(row);
        }
    }

    private EtlxRow? Add(
        EtlxProfile profile,
        TraceEvent data,
        (long First, long Second, long Third) values,
        string text = "",
        string detail = "")
    {
        _counts[(int)profile]++;
        if (!wanted.Contains(profile))
        {
            return null;
        }

        EtlxRow row = RowOf(profile, data, text, detail);
        row.Values = values;
        Rows.Add(row);
        return row;
    }
}
