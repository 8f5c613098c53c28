using System.Globalization;
using System.Runtime.InteropServices;

namespace Refold.Formats.DotNet;

/// <summary>Turns what happened, in the order of time, into rows: what lasts has a start and a stop, a sample a weight.</summary>
internal sealed class ClrSampler(ClrPendingSampleList pending, ClrChannelSelection selection, ClrStringPool strings, ClrReadSession session)
{
    // The sampling of allocations draws a byte about every 100 KB.
    private const double SampledBytes = 102_400;

    private const int SuspendedForGc = 1;
    private const int SuspendedForGcPreparation = 6;

    private readonly Dictionary<ClrThread, ClrThreadTime> _threads = [];
    private readonly Dictionary<(ClrThread, ClrChannel), (ClrEvent Event, int Stack)> _open = [];
    private readonly HashSet<ClrEventKind> _allocations = [];
    private ClrClock _clock = new();
    private (ClrEvent Event, int Stack)? _trigger;
    private long _end = long.MinValue;

    /// <summary>The time of the last occurrence in ticks of the clock; the smallest number if there was none.</summary>
    public long End => _end;

    /// <summary>How often all threads were stopped, but not for the garbage collector.</summary>
    public long OtherPauses { get; private set; }

    /// <summary>Takes the clock of what comes.</summary>
    public void Begin(ClrClock clock) => _clock = clock;

    /// <summary>True if an occurrence of a kind may matter; else it is counted, once for what has a start and a stop.</summary>
    public bool Accepts(ClrEventKind kind)
    {
        ClrChannel channel = ChannelOf(kind);
        bool isEnabled = selection.MaySelect(channel);

        // Threads are stopped for other things, too, so that pauses are counted by collections.
        bool isPart = kind is ClrEventKind.ContentionStop or ClrEventKind.WaitStop
            or ClrEventKind.SuspendStart or ClrEventKind.SuspendStop or ClrEventKind.CollectionTrigger;
        if (!isEnabled && !isPart)
        {
            selection.Skip(channel);
        }

        return isEnabled;
    }

    /// <summary>Adds what happened next.</summary>
    public void Add(in ClrEvent clrEvent, int stack)
    {
        _end = Math.Max(_end, clrEvent.Time);
        ClrChannel channel = ChannelOf(clrEvent.Kind);
        switch (clrEvent.Kind)
        {
            case ClrEventKind.ContentionStart or ClrEventKind.WaitStart or ClrEventKind.SuspendStart:
                Open(channel, clrEvent, stack);
                return;
            case ClrEventKind.ContentionStop or ClrEventKind.WaitStop or ClrEventKind.SuspendStop:
                Close(channel, clrEvent);
                return;
            case ClrEventKind.CollectionStart:
                NoteCollection(clrEvent);
                return;
            case ClrEventKind.CollectionTrigger:
                _trigger = (clrEvent, stack);
                return;
            case ClrEventKind.ThreadSample:
                AddThreadSample(clrEvent, stack);
                return;
            case ClrEventKind.AllocationTick or ClrEventKind.AllocationSampled or ClrEventKind.AllocationSum:
                AddAllocation(clrEvent, stack);
                return;
            case ClrEventKind.CpuSample:
                AddRow(channel, clrEvent, stack, 1, CpuTime(clrEvent.First));
                return;
            case ClrEventKind.ContextSwitch:
                AddRow(channel, clrEvent, stack, 1, _clock.ToNanoseconds(clrEvent.First));
                return;
            default:
                AddRow(channel, clrEvent, stack, 1);
                return;
        }
    }

    /// <summary>Ends what is open.</summary>
    public void Finish()
    {
        foreach ((ClrEvent clrEvent, int stack) in _open.Values)
        {
            ClrChannel channel = ChannelOf(clrEvent.Kind);
            if (channel != ClrChannel.Gc && AddRow(channel, clrEvent, stack, 1, _clock.ToNanoseconds(_end - clrEvent.Time)) >= 0)
            {
                string problem = $"{ClrChannelTable.NameOf(channel)} without an end: counted up to the end of the trace";
                session.Note("no-end", problem);
            }
        }

        _open.Clear();
        GiveLastSamples();
        if (_allocations.Count > 1)
        {
            const string Problem = "allocations are told by several kinds of events, each of which counts all: the sums are too large";
            session.Warn("counted-twice", Problem);
        }
    }

    // The profile that counts an occurrence of a kind.
    private static ClrChannel ChannelOf(ClrEventKind kind) => kind switch
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
        _clock.ToNanoseconds((long)Int128.Clamp((Int128)to - from, 0, long.MaxValue));

    private static long Rounded(double value) => value >= long.MaxValue ? long.MaxValue : (long)Math.Round(value);

    private int AddRow(
        ClrChannel channel, in ClrEvent clrEvent, int stack, long first, long second = 0, long third = 0)
    {
        bool isTaken = selection.TrySelect(channel, out bool supersedes);
        if (supersedes)
        {
            pending.Clear();
            _threads.Clear();
        }

        if (!isTaken)
        {
            return -1;
        }

        var sampleContext = new ClrSampleContext(
            clrEvent.Thread, clrEvent.Activity, clrEvent.Text, clrEvent.Detail, clrEvent.Labels ?? ClrLabelList.Empty);
        return pending.Add(new ClrPendingSample(channel, stack, 0, clrEvent.Time, first, second, third), sampleContext);
    }

    private void AddAllocation(in ClrEvent clrEvent, int stack)
    {
        // A small object is drawn seldom, so one that is stands for many.
        double chance = clrEvent.Kind == ClrEventKind.AllocationSampled
            ? 1 - Math.Exp(-Math.Max(clrEvent.First, 1) / SampledBytes)
            : 1;
        long objects = clrEvent.Kind switch
        {
            ClrEventKind.AllocationSampled => Rounded(1 / chance),
            ClrEventKind.AllocationSum => clrEvent.Second,
            _ => clrEvent.Second > 0 ? Math.Max(1, clrEvent.First / clrEvent.Second) : 1,
        };
        if (AddRow(ClrChannel.Alloc, clrEvent, stack, 1, objects, Rounded(clrEvent.First / chance)) >= 0)
        {
            _allocations.Add(clrEvent.Kind);
        }
    }

    // A sample lasts until the thread's next one.
    private void AddThreadSample(in ClrEvent clrEvent, int stack)
    {
        int row = AddRow(ClrChannel.ThreadTime, clrEvent, stack, 1);
        if (row < 0)
        {
            return;
        }

        ref ClrThreadTime time = ref CollectionsMarshal.GetValueRefOrAddDefault(_threads, clrEvent.Thread, out bool isKnown);
        if (isKnown)
        {
            long lasted = Lasted(time.Last, clrEvent.Time);
            pending.AddSecond(time.Row, lasted);
            time.Sum += lasted;
            time.Count++;
        }

        time.Last = clrEvent.Time;
        time.Row = row;
    }

    // Of the last one of a thread nothing is known, so it lasts as long as the others did.
    private void GiveLastSamples()
    {
        long count = _threads.Values.Sum(t => t.Count);
        long usual = count == 0 ? 0 : (long)(_threads.Values.Aggregate(Int128.Zero, (sum, t) => sum + t.Sum) / count);
        foreach (ClrThreadTime time in _threads.Values)
        {
            pending.AddSecond(time.Row, time.Count == 0 ? usual : (long)(time.Sum / time.Count));
        }
    }

    private void Open(ClrChannel channel, in ClrEvent clrEvent, int stack) =>
        _open[(clrEvent.Thread, channel)] = (clrEvent, stack);

    private void Close(ClrChannel channel, in ClrEvent stop)
    {
        if (!_open.Remove((stop.Thread, channel), out (ClrEvent Event, int Stack) start))
        {
            // It began before the trace did.
            selection.TrySelect(channel, out _);
            string problem = $"{ClrChannelTable.NameOf(channel)} without a start, whose stack is not known; it is left out";
            session.Note("no-start", problem);
            return;
        }

        if (channel == ClrChannel.Gc && start.Event.First is not (SuspendedForGc or SuspendedForGcPreparation))
        {
            OtherPauses++;
            return;
        }

        // The collector stops threads from where no managed stack is; who wanted it has one.
        if (channel == ClrChannel.Gc && start.Stack == 0 && _trigger is { } trigger)
        {
            start = (start.Event with { Thread = trigger.Event.Thread }, trigger.Stack);
            _trigger = null;
        }

        // Some stops know better how long it was.
        long lasted = stop.First > 0 ? stop.First : Lasted(start.Event.Time, stop.Time);
        AddRow(channel, start.Event, start.Stack, 1, lasted);
    }

    // Collections begin while all threads are stopped, by the thread that stopped them.
    private void NoteCollection(in ClrEvent clrEvent)
    {
        var key = (clrEvent.Thread, ClrChannel.Gc);
        if (_open.TryGetValue(key, out (ClrEvent Event, int Stack) pause))
        {
            int generation = strings.Add(clrEvent.First.ToString(CultureInfo.InvariantCulture));
            _open[key] = (pause.Event with { Detail = generation }, pause.Stack);
        }
    }
}

/// <summary>The samples of a thread so far.</summary>
internal struct ClrThreadTime
{
    /// <summary>When the last one was, in ticks of the clock.</summary>
    public long Last;

    /// <summary>Its row.</summary>
    public int Row;

    /// <summary>How long those before lasted, in nanoseconds.</summary>
    public Int128 Sum;

    /// <summary>How many those were.</summary>
    public long Count;
}
