using System.Globalization;
using System.Runtime.InteropServices;

namespace Refold.Formats.DotNet;

/// <summary>Converts events, in order of time, to samples.</summary>
/// <remarks>
/// <code>
/// thread 7   ContentionStart -------------- ContentionStop     one sample at the start, delay = the interval
/// thread 8   ThreadSample --- ThreadSample --- ThreadSample    each lasts until the next one of its thread,
///                                                              the last one as long as the others on average
/// thread 9   CollectionTrigger                                 has the stack for the pause of thread 2
/// thread 2   SuspendStart --- CollectionStart --- SuspendStop  one sample at the start, pause = the interval
/// any        CpuSample, AllocationTick, Exception              one sample each
/// </code>
/// </remarks>
/// <param name="pending">Receives the samples.</param>
/// <param name="selection">Decides on the channels to read.</param>
/// <param name="strings">The strings of events.</param>
/// <param name="session">Takes warnings and notes.</param>
internal sealed class ClrSampler(
    ClrPendingSampleList pending, ClrChannelSelection selection, ClrStringPool strings, ClrReadSession session)
{
    // The runtime samples one byte of 102,400 on average (event AllocationSampled, .NET 10).
    private const double SampledBytes = 102_400;

    // GCSuspendEE_V1, field Reason, of ClrEtwAll.man.
    private const int SuspendedForGc = 1;
    private const int SuspendedForGcPreparation = 6;

    private readonly Dictionary<ClrThread, ClrThreadTime> _threads = [];
    private readonly Dictionary<(ClrThread, ClrChannel), (ClrEvent Start, int Stack)> _open = [];
    private readonly HashSet<ClrEventKind> _allocations = [];
    private ClrClock _clock = new();
    private (ClrEvent Event, int Stack)? _trigger;
    private long _end = long.MinValue;

    /// <summary>The time of the last event in ticks of the clock; <see cref="long.MinValue"/> without events.</summary>
    public long End => _end;

    /// <summary>The number of pauses of all threads that were not for the garbage collector.</summary>
    public long OtherPauses { get; private set; }

    /// <summary>Sets the clock of the events that follow.</summary>
    public void Begin(ClrClock clock) => _clock = clock;

    /// <summary>
    /// Whether events of a kind may become samples; others are only counted, those with a start and a stop once.
    /// </summary>
    public bool Accepts(ClrEventKind kind)
    {
        ClrChannel channel = ChannelOf(kind);
        bool isAccepted = selection.MaySelect(channel);

        // The gc channel counts collections, not pauses: threads are also suspended for other reasons.
        bool isCountedElsewhere = kind is ClrEventKind.ContentionStop or ClrEventKind.WaitStop
            or ClrEventKind.SuspendStart or ClrEventKind.SuspendStop or ClrEventKind.CollectionTrigger;
        if (!isAccepted && !isCountedElsewhere)
        {
            selection.Skip(channel);
        }

        return isAccepted;
    }

    /// <summary>Adds the next event.</summary>
    /// <param name="clrEvent">The event; not before the previous one.</param>
    /// <param name="stack">The format's own id of its stack; 0 for none.</param>
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
                SetGeneration(clrEvent);
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
                AddSample(channel, clrEvent, stack, 1, CpuTime(clrEvent.First));
                return;
            case ClrEventKind.ContextSwitch:
                AddSample(channel, clrEvent, stack, 1, _clock.ToNanoseconds(clrEvent.First));
                return;
            default:
                AddSample(channel, clrEvent, stack, 1);
                return;
        }
    }

    /// <summary>Ends the intervals that are still open, and warns of allocations that were counted twice.</summary>
    public void Finish()
    {
        foreach ((ClrEvent start, int stack) in _open.Values)
        {
            ClrChannel channel = ChannelOf(start.Kind);
            long duration = Duration(start.Time, _end);
            if (channel != ClrChannel.Gc && AddSample(channel, start, stack, 1, duration) >= 0)
            {
                string problem = $"{ClrChannelTable.NameOf(channel)} without a stop event: "
                    + "counted up to the end of the trace";
                session.Note("no-end", problem);
            }
        }

        _open.Clear();
        EstimateLastSamples();
        if (_allocations.Count > 1)
        {
            const string Problem = "the trace has several kinds of allocation events, each of which covers all "
                + "allocations: the sums are too large";
            session.Warn("counted-twice", Problem);
        }
    }

    // The channel that counts events of a kind.
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

    // The weight of a sample is a number of sampling intervals.
    private long CpuTime(long weight) =>
        (long)Int128.Min((Int128)weight * Math.Max(1, _clock.SamplingNanoseconds), long.MaxValue);

    // Corrupt timestamps may be as far apart as 64 bits allow.
    private long Duration(long from, long to) =>
        _clock.ToNanoseconds((long)Int128.Clamp((Int128)to - from, 0, long.MaxValue));

    private static long Round(double value) => value >= long.MaxValue ? long.MaxValue : (long)Math.Round(value);

    // Returns the index of the sample; -1 if the channel is not read.
    private int AddSample(
        ClrChannel channel, in ClrEvent clrEvent, int stack, long first, long second = 0, long third = 0)
    {
        bool isSelected = selection.TrySelect(channel, out bool supersedes);
        if (supersedes)
        {
            pending.Clear();
            _threads.Clear();
        }

        if (!isSelected)
        {
            return -1;
        }

        var context = new ClrSampleContext(
            clrEvent.Thread, clrEvent.Activity, clrEvent.Text, clrEvent.Detail, clrEvent.Labels ?? ClrLabelList.Empty);
        return pending.Add(new ClrPendingSample(channel, stack, 0, clrEvent.Time, first, second, third), context);
    }

    // An object of n bytes is sampled with the probability 1 - e^(-n/102400), so it represents 1/p objects of its kind:
    // a sampled object of 1,024 bytes has p = 0.00995 and counts as 101 objects of 102,913 bytes together. A tick of
    // 106,000 bytes whose last object has 53 bytes counts as 2,000 objects.
    private void AddAllocation(in ClrEvent clrEvent, int stack)
    {
        double probability = clrEvent.Kind == ClrEventKind.AllocationSampled
            ? 1 - Math.Exp(-Math.Max(clrEvent.First, 1) / SampledBytes)
            : 1;
        long objects = clrEvent.Kind switch
        {
            ClrEventKind.AllocationSampled => Round(1 / probability),
            ClrEventKind.AllocationSum => clrEvent.Second,
            _ => clrEvent.Second > 0 ? Math.Max(1, clrEvent.First / clrEvent.Second) : 1,
        };
        if (AddSample(ClrChannel.Alloc, clrEvent, stack, 1, objects, Round(clrEvent.First / probability)) >= 0)
        {
            _allocations.Add(clrEvent.Kind);
        }
    }

    // A sample lasts until the next one of its thread.
    private void AddThreadSample(in ClrEvent clrEvent, int stack)
    {
        int index = AddSample(ClrChannel.ThreadTime, clrEvent, stack, 1);
        if (index < 0)
        {
            return;
        }

        ref ClrThreadTime thread = ref CollectionsMarshal.GetValueRefOrAddDefault(
            _threads, clrEvent.Thread, out bool isKnown);
        if (isKnown)
        {
            long duration = Duration(thread.LastTime, clrEvent.Time);
            pending.AddSecond(thread.LastIndex, duration);
            thread.Sum += duration;
            thread.Count++;
        }

        thread.LastTime = clrEvent.Time;
        thread.LastIndex = index;
    }

    // The end of a thread's last sample is unknown: it gets the mean duration of the thread's others, or of all.
    private void EstimateLastSamples()
    {
        long count = _threads.Values.Sum(t => t.Count);
        long mean = count == 0 ? 0 : (long)(_threads.Values.Aggregate(Int128.Zero, (sum, t) => sum + t.Sum) / count);
        foreach (ClrThreadTime thread in _threads.Values)
        {
            pending.AddSecond(thread.LastIndex, thread.Count == 0 ? mean : (long)(thread.Sum / thread.Count));
        }
    }

    private void Open(ClrChannel channel, in ClrEvent start, int stack) =>
        _open[(start.Thread, channel)] = (start, stack);

    private void Close(ClrChannel channel, in ClrEvent stop)
    {
        if (!_open.Remove((stop.Thread, channel), out (ClrEvent Event, int Stack) start))
        {
            // The interval began before the recording.
            selection.TrySelect(channel, out _);
            string problem = $"{ClrChannelTable.NameOf(channel)} without a start event: its stack is unknown; "
                + "it is discarded";
            session.Note("no-start", problem);
            return;
        }

        if (channel == ClrChannel.Gc && start.Event.First is not (SuspendedForGc or SuspendedForGcPreparation))
        {
            OtherPauses++;
            return;
        }

        // Threads are suspended from a place without a managed stack; the event that triggered the collection has one.
        if (channel == ClrChannel.Gc && start.Stack == 0 && _trigger is { } trigger)
        {
            start = (start.Event with { Thread = trigger.Event.Thread }, trigger.Stack);
            _trigger = null;
        }

        // ContentionStop has the exact duration since its version 1.
        long duration = stop.First > 0 ? stop.First : Duration(start.Event.Time, stop.Time);
        AddSample(channel, start.Event, start.Stack, 1, duration);
    }

    // A collection starts within the pause, on the thread that suspended all others.
    private void SetGeneration(in ClrEvent collection)
    {
        var key = (collection.Thread, ClrChannel.Gc);
        if (_open.TryGetValue(key, out (ClrEvent Start, int Stack) pause))
        {
            int generation = strings.Add(collection.First.ToString(CultureInfo.InvariantCulture));
            _open[key] = (pause.Start with { Detail = generation }, pause.Stack);
        }
    }
}

/// <summary>The durations of a thread's samples.</summary>
internal struct ClrThreadTime
{
    /// <summary>The time of the last sample in ticks of the clock.</summary>
    public long LastTime;

    /// <summary>The index of the last sample.</summary>
    public int LastIndex;

    /// <summary>The durations of all samples but the last, in nanoseconds.</summary>
    public Int128 Sum;

    /// <summary>The number of samples in <see cref="Sum"/>.</summary>
    public long Count;
}
