using System.Globalization;
using System.Runtime.InteropServices;

namespace Refold.Formats.Nettrace;

/// <summary>Turns what happened, in the order of time, into rows: what lasts has a start and a stop, a sample a weight.</summary>
internal sealed class NettraceSampler(
    NettraceRows rows, NettraceChoice choice, NettraceTexts texts, ConversionContext context, string name)
{
    // The sampling of allocations draws a byte about every 100 KB.
    private const double SampledBytes = 102_400;

    private const int SuspendedForGc = 1;
    private const int SuspendedForGcPreparation = 6;

    private readonly Dictionary<NettraceThread, NettraceThreadTime> _threads = [];
    private readonly Dictionary<(NettraceThread, NettraceProfile), (NettraceOccurrence What, int Stack)> _open = [];
    private readonly HashSet<NettraceEventKind> _allocations = [];
    private NettraceTrace _trace = new();
    private (NettraceOccurrence What, int Stack)? _trigger;
    private long _end = long.MinValue;

    /// <summary>The time of the last occurrence in ticks of the clock; the smallest number if there was none.</summary>
    public long End => _end;

    /// <summary>How often all threads were stopped, but not for the garbage collector.</summary>
    public long OtherPauses { get; private set; }

    /// <summary>Takes what the file says of itself.</summary>
    public void Begin(NettraceTrace trace) => _trace = trace;

    /// <summary>The profile that counts an occurrence of a kind.</summary>
    public static NettraceProfile ProfileOf(NettraceEventKind kind) => kind switch
    {
        NettraceEventKind.CpuSample => NettraceProfile.Cpu,
        NettraceEventKind.ThreadSample => NettraceProfile.ThreadTime,
        NettraceEventKind.AllocationTick or NettraceEventKind.AllocationSampled
            or NettraceEventKind.AllocationSum => NettraceProfile.Alloc,
        NettraceEventKind.ContentionStart or NettraceEventKind.ContentionStop => NettraceProfile.Lock,
        NettraceEventKind.WaitStart or NettraceEventKind.WaitStop => NettraceProfile.Wait,
        NettraceEventKind.Exception => NettraceProfile.Exception,
        NettraceEventKind.SuspendStart or NettraceEventKind.SuspendStop or NettraceEventKind.CollectionStart
            or NettraceEventKind.CollectionTrigger => NettraceProfile.Gc,
        NettraceEventKind.ContextSwitch => NettraceProfile.OffCpu,
        _ => NettraceProfile.Events,
    };

    /// <summary>True if it ends, or tells more of, what another occurrence began.</summary>
    public static bool IsStop(NettraceEventKind kind) => kind
        is NettraceEventKind.ContentionStop or NettraceEventKind.WaitStop
        or NettraceEventKind.SuspendStop or NettraceEventKind.CollectionStart or NettraceEventKind.CollectionTrigger;

    /// <summary>Adds what happened next.</summary>
    public void Add(in NettraceOccurrence what, int stack)
    {
        _end = Math.Max(_end, what.Time);
        NettraceProfile profile = ProfileOf(what.Kind);
        switch (what.Kind)
        {
            case NettraceEventKind.ContentionStart or NettraceEventKind.WaitStart or NettraceEventKind.SuspendStart:
                Open(profile, what, stack);
                return;
            case NettraceEventKind.ContentionStop or NettraceEventKind.WaitStop or NettraceEventKind.SuspendStop:
                Close(profile, what);
                return;
            case NettraceEventKind.CollectionStart:
                NoteCollection(what);
                return;
            case NettraceEventKind.CollectionTrigger:
                _trigger = (what, stack);
                return;
            case NettraceEventKind.ThreadSample:
                AddThreadSample(what, stack);
                return;
            case NettraceEventKind.AllocationTick or NettraceEventKind.AllocationSampled or NettraceEventKind.AllocationSum:
                AddAllocation(what, stack);
                return;
            case NettraceEventKind.CpuSample:
                AddRow(profile, what, stack, 1, CpuTime(what.First));
                return;
            case NettraceEventKind.ContextSwitch:
                AddRow(profile, what, stack, 1, _trace.Nanoseconds(what.First));
                return;
            default:
                AddRow(profile, what, stack, 1);
                return;
        }
    }

    /// <summary>Ends what is open.</summary>
    public void Finish()
    {
        foreach ((NettraceOccurrence what, int stack) in _open.Values)
        {
            NettraceProfile profile = ProfileOf(what.Kind);
            if (profile != NettraceProfile.Gc && AddRow(profile, what, stack, 1, _trace.Nanoseconds(_end - what.Time)) >= 0)
            {
                string problem = $"{NettraceProfiles.NameOf(profile)} without an end: counted up to the end of the trace";
                context.Diagnostics.Warn("nettrace.no-end", new InputPosition(name), problem);
            }
        }

        _open.Clear();
        GiveLastSamples();
        if (_allocations.Count > 1)
        {
            const string Problem = "allocations are told by several kinds of events, each of which counts all: the sums are too large";
            context.Diagnostics.Warn("nettrace.counted-twice", new InputPosition(name), Problem);
        }
    }

    // The weight of a sample says how many intervals it stands for.
    private long CpuTime(long weight) =>
        (long)Int128.Min((Int128)weight * Math.Max(1, _trace.SamplingNanoseconds), long.MaxValue);

    private static long Rounded(double value) => value >= long.MaxValue ? long.MaxValue : (long)Math.Round(value);

    private int AddRow(
        NettraceProfile profile, in NettraceOccurrence what, int stack, long first, long second = 0, long third = 0)
    {
        bool isTaken = choice.Take(profile, out bool isBetter);
        if (isBetter)
        {
            rows.Clear();
            _threads.Clear();
        }

        if (!isTaken)
        {
            return -1;
        }

        var circumstances = new NettraceCircumstances(
            what.Thread, what.Activity, what.Text, what.Detail, what.Labels ?? NettraceLabelList.Empty);
        return rows.Add(new NettraceRow(profile, stack, 0, what.Time, first, second, third), circumstances);
    }

    private void AddAllocation(in NettraceOccurrence what, int stack)
    {
        // A small object is drawn seldom, so one that is stands for many.
        double chance = what.Kind == NettraceEventKind.AllocationSampled
            ? 1 - Math.Exp(-Math.Max(what.First, 1) / SampledBytes)
            : 1;
        long objects = what.Kind switch
        {
            NettraceEventKind.AllocationSampled => Rounded(1 / chance),
            NettraceEventKind.AllocationSum => what.Second,
            _ => what.Second > 0 ? Math.Max(1, what.First / what.Second) : 1,
        };
        if (AddRow(NettraceProfile.Alloc, what, stack, 1, objects, Rounded(what.First / chance)) >= 0)
        {
            _allocations.Add(what.Kind);
        }
    }

    // A sample lasts until the thread's next one.
    private void AddThreadSample(in NettraceOccurrence what, int stack)
    {
        int row = AddRow(NettraceProfile.ThreadTime, what, stack, 1);
        if (row < 0)
        {
            return;
        }

        ref NettraceThreadTime time = ref CollectionsMarshal.GetValueRefOrAddDefault(_threads, what.Thread, out bool isKnown);
        if (isKnown)
        {
            long lasted = _trace.Nanoseconds(what.Time - time.Last);
            rows.AddSecond(time.Row, lasted);
            time.Sum += lasted;
            time.Count++;
        }

        time.Last = what.Time;
        time.Row = row;
    }

    // Of the last one of a thread nothing is known, so it lasts as long as the others did.
    private void GiveLastSamples()
    {
        long count = _threads.Values.Sum(t => t.Count);
        long usual = count == 0 ? 0 : (long)(_threads.Values.Aggregate(Int128.Zero, (sum, t) => sum + t.Sum) / count);
        foreach (NettraceThreadTime time in _threads.Values)
        {
            rows.AddSecond(time.Row, time.Count == 0 ? usual : time.Sum / time.Count);
        }
    }

    private void Open(NettraceProfile profile, in NettraceOccurrence what, int stack) =>
        _open[(what.Thread, profile)] = (what, stack);

    private void Close(NettraceProfile profile, in NettraceOccurrence stop)
    {
        if (!_open.Remove((stop.Thread, profile), out (NettraceOccurrence What, int Stack) start))
        {
            // It began before the trace did.
            choice.Take(profile, out _);
            string problem = $"{NettraceProfiles.NameOf(profile)} without a start, whose stack is not known; it is left out";
            context.Diagnostics.Warn("nettrace.no-start", new InputPosition(name), problem);
            return;
        }

        if (profile == NettraceProfile.Gc && start.What.First is not (SuspendedForGc or SuspendedForGcPreparation))
        {
            OtherPauses++;
            return;
        }

        // The collector stops threads from where no managed stack is; who wanted it has one.
        if (profile == NettraceProfile.Gc && start.Stack == 0 && _trigger is { } trigger)
        {
            start = (start.What with { Thread = trigger.What.Thread }, trigger.Stack);
            _trigger = null;
        }

        // Some stops know better how long it was.
        long lasted = stop.First > 0 ? stop.First : _trace.Nanoseconds(stop.Time - start.What.Time);
        AddRow(profile, start.What, start.Stack, 1, lasted);
    }

    // Collections begin while all threads are stopped, by the thread that stopped them.
    private void NoteCollection(in NettraceOccurrence what)
    {
        var key = (what.Thread, NettraceProfile.Gc);
        if (_open.TryGetValue(key, out (NettraceOccurrence What, int Stack) pause))
        {
            int generation = texts.Add(what.First.ToString(CultureInfo.InvariantCulture));
            _open[key] = (pause.What with { Detail = generation }, pause.Stack);
        }
    }
}
