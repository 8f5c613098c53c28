using System.Globalization;
using System.Runtime.InteropServices;

namespace Refold.Formats.DotNet;

/// <summary>Turns what happened, in the order of time, into rows: what lasts has a start and a stop, a sample a weight.</summary>
internal sealed class ClrSampler(ClrPendingSamples rows, ClrChannelSelection choice, ClrStringPool texts, ClrReadSession reading)
{
    // The sampling of allocations draws a byte about every 100 KB.
    private const double SampledBytes = 102_400;

    private const int SuspendedForGc = 1;
    private const int SuspendedForGcPreparation = 6;

    private readonly Dictionary<ClrThread, ClrThreadTime> _threads = [];
    private readonly Dictionary<(ClrThread, ClrChannel), (ClrEvent What, int Stack)> _open = [];
    private readonly HashSet<ClrEventKind> _allocations = [];
    private ClrClock _clock = new();
    private (ClrEvent What, int Stack)? _trigger;
    private long _end = long.MinValue;

    /// <summary>The time of the last occurrence in ticks of the clock; the smallest number if there was none.</summary>
    public long End => _end;

    /// <summary>How often all threads were stopped, but not for the garbage collector.</summary>
    public long OtherPauses { get; private set; }

    /// <summary>Takes the clock of what comes.</summary>
    public void Begin(ClrClock clock) => _clock = clock;

    /// <summary>True if an occurrence of a kind may matter; else it is counted, once for what has a start and a stop.</summary>
    public bool Wants(ClrEventKind kind)
    {
        ClrChannel profile = ProfileOf(kind);
        bool isWanted = choice.MayTake(profile);

        // Threads are stopped for other things, too, so that pauses are counted by collections.
        bool isPart = kind is ClrEventKind.ContentionStop or ClrEventKind.WaitStop
            or ClrEventKind.SuspendStart or ClrEventKind.SuspendStop or ClrEventKind.CollectionTrigger;
        if (!isWanted && !isPart)
        {
            choice.Pass(profile);
        }

        return isWanted;
    }

    /// <summary>Adds what happened next.</summary>
    public void Add(in ClrEvent what, int stack)
    {
        _end = Math.Max(_end, what.Time);
        ClrChannel profile = ProfileOf(what.Kind);
        switch (what.Kind)
        {
            case ClrEventKind.ContentionStart or ClrEventKind.WaitStart or ClrEventKind.SuspendStart:
                Open(profile, what, stack);
                return;
            case ClrEventKind.ContentionStop or ClrEventKind.WaitStop or ClrEventKind.SuspendStop:
                Close(profile, what);
                return;
            case ClrEventKind.CollectionStart:
                NoteCollection(what);
                return;
            case ClrEventKind.CollectionTrigger:
                _trigger = (what, stack);
                return;
            case ClrEventKind.ThreadSample:
                AddThreadSample(what, stack);
                return;
            case ClrEventKind.AllocationTick or ClrEventKind.AllocationSampled or ClrEventKind.AllocationSum:
                AddAllocation(what, stack);
                return;
            case ClrEventKind.CpuSample:
                AddRow(profile, what, stack, 1, CpuTime(what.First));
                return;
            case ClrEventKind.ContextSwitch:
                AddRow(profile, what, stack, 1, _clock.Nanoseconds(what.First));
                return;
            default:
                AddRow(profile, what, stack, 1);
                return;
        }
    }

    /// <summary>Ends what is open.</summary>
    public void Finish()
    {
        foreach ((ClrEvent what, int stack) in _open.Values)
        {
            ClrChannel profile = ProfileOf(what.Kind);
            if (profile != ClrChannel.Gc && AddRow(profile, what, stack, 1, _clock.Nanoseconds(_end - what.Time)) >= 0)
            {
                string problem = $"{ClrChannels.NameOf(profile)} without an end: counted up to the end of the trace";
                reading.Note("no-end", problem);
            }
        }

        _open.Clear();
        GiveLastSamples();
        if (_allocations.Count > 1)
        {
            const string Problem = "allocations are told by several kinds of events, each of which counts all: the sums are too large";
            reading.Warn("counted-twice", Problem);
        }
    }

    // The profile that counts an occurrence of a kind.
    private static ClrChannel ProfileOf(ClrEventKind kind) => kind switch
    {
        ClrEventKind.CpuSample => ClrChannel.Cpu,
        ClrEventKind.ThreadSample => ClrChannel.ThreadTime,
        ClrEventKind.AllocationTick or ClrEventKind.AllocationSampled
            or ClrEventKind.AllocationSum => ClrChannel.Alloc,
        ClrEventKind.ContentionStart or ClrEventKind.ContentionStop => ClrChannel.Lock,
        ClrEventKind.WaitStart or ClrEventKind.WaitStop => ClrChannel.Wait,
        ClrEventKind.Exception => ClrChannel.Exception,
        ClrEventKind.SuspendStart or ClrEventKind.SuspendStop or ClrEventKind.CollectionStart
            or ClrEventKind.CollectionTrigger => ClrChannel.Gc,
        ClrEventKind.ContextSwitch => ClrChannel.OffCpu,
        _ => ClrChannel.Events,
    };

    // The weight of a sample says how many intervals it stands for.
    private long CpuTime(long weight) =>
        (long)Int128.Min((Int128)weight * Math.Max(1, _clock.SamplingNanoseconds), long.MaxValue);

    // Times of a damaged file may be as far apart as 64 bits allow.
    private long Lasted(long from, long to) =>
        _clock.Nanoseconds((long)Int128.Clamp((Int128)to - from, 0, long.MaxValue));

    private static long Rounded(double value) => value >= long.MaxValue ? long.MaxValue : (long)Math.Round(value);

    private int AddRow(
        ClrChannel profile, in ClrEvent what, int stack, long first, long second = 0, long third = 0)
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

        var circumstances = new ClrSampleContext(
            what.Thread, what.Activity, what.Text, what.Detail, what.Labels ?? ClrLabelList.Empty);
        return rows.Add(new ClrPendingSample(profile, stack, 0, what.Time, first, second, third), circumstances);
    }

    private void AddAllocation(in ClrEvent what, int stack)
    {
        // A small object is drawn seldom, so one that is stands for many.
        double chance = what.Kind == ClrEventKind.AllocationSampled
            ? 1 - Math.Exp(-Math.Max(what.First, 1) / SampledBytes)
            : 1;
        long objects = what.Kind switch
        {
            ClrEventKind.AllocationSampled => Rounded(1 / chance),
            ClrEventKind.AllocationSum => what.Second,
            _ => what.Second > 0 ? Math.Max(1, what.First / what.Second) : 1,
        };
        if (AddRow(ClrChannel.Alloc, what, stack, 1, objects, Rounded(what.First / chance)) >= 0)
        {
            _allocations.Add(what.Kind);
        }
    }

    // A sample lasts until the thread's next one.
    private void AddThreadSample(in ClrEvent what, int stack)
    {
        int row = AddRow(ClrChannel.ThreadTime, what, stack, 1);
        if (row < 0)
        {
            return;
        }

        ref ClrThreadTime time = ref CollectionsMarshal.GetValueRefOrAddDefault(_threads, what.Thread, out bool isKnown);
        if (isKnown)
        {
            long lasted = Lasted(time.Last, what.Time);
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
        foreach (ClrThreadTime time in _threads.Values)
        {
            rows.AddSecond(time.Row, time.Count == 0 ? usual : (long)(time.Sum / time.Count));
        }
    }

    private void Open(ClrChannel profile, in ClrEvent what, int stack) =>
        _open[(what.Thread, profile)] = (what, stack);

    private void Close(ClrChannel profile, in ClrEvent stop)
    {
        if (!_open.Remove((stop.Thread, profile), out (ClrEvent What, int Stack) start))
        {
            // It began before the trace did.
            choice.Take(profile, out _);
            string problem = $"{ClrChannels.NameOf(profile)} without a start, whose stack is not known; it is left out";
            reading.Note("no-start", problem);
            return;
        }

        if (profile == ClrChannel.Gc && start.What.First is not (SuspendedForGc or SuspendedForGcPreparation))
        {
            OtherPauses++;
            return;
        }

        // The collector stops threads from where no managed stack is; who wanted it has one.
        if (profile == ClrChannel.Gc && start.Stack == 0 && _trigger is { } trigger)
        {
            start = (start.What with { Thread = trigger.What.Thread }, trigger.Stack);
            _trigger = null;
        }

        // Some stops know better how long it was.
        long lasted = stop.First > 0 ? stop.First : Lasted(start.What.Time, stop.Time);
        AddRow(profile, start.What, start.Stack, 1, lasted);
    }

    // Collections begin while all threads are stopped, by the thread that stopped them.
    private void NoteCollection(in ClrEvent what)
    {
        var key = (what.Thread, ClrChannel.Gc);
        if (_open.TryGetValue(key, out (ClrEvent What, int Stack) pause))
        {
            int generation = texts.Add(what.First.ToString(CultureInfo.InvariantCulture));
            _open[key] = (pause.What with { Detail = generation }, pause.Stack);
        }
    }
}
