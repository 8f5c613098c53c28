namespace Refold.Formats.GoTrace;

/// <summary>
/// What the goroutines of a trace do, event by event in the order of time. Readers of both families tell it; it makes
/// samples of single events itself and lets observers make those of intervals.
/// </summary>
internal sealed class GoTimeline(GoChannels profiles)
{
    // Where nothing better is known, the function that a goroutine began with stands for its stack.
    private static readonly GoChannelSet NeedEntryFrames = GoChannelSet.Create(
        GoTraceChannel.Running, GoTraceChannel.Wall, GoTraceChannel.OffCpu, GoTraceChannel.Net, GoTraceChannel.Sync,
        GoTraceChannel.Syscall, GoTraceChannel.Sched, GoTraceChannel.Stw, GoTraceChannel.GcAssist);

    private readonly ProfileBuilder _builder = profiles.Builder;
    private readonly GoSamples _samples = profiles.Samples;
    private readonly GoStacks _stacks = profiles.Stacks;
    private readonly GoLabels _labels = profiles.Labels;
    private readonly Dictionary<ulong, Goroutine> _goroutines = [];
    private readonly Dictionary<ulong, StringId> _tasks = [];
    private readonly long _step = profiles.Options.Compat == GoTraceCompat.Go121 ? 0 : 1;
    private GoSampleSource[] _observers = [];
    private GoOpenInterval? _stop;
    private bool _hasStarted;
    private long _last;
    private long _reached = long.MinValue;

    /// <summary>Nanoseconds of processor that a CPU sample stands for.</summary>
    public long CpuPeriod { get; } = 1_000_000_000 / profiles.Options.Rate;

    /// <summary>The time of the first event, in nanoseconds.</summary>
    public long Start { get; private set; }

    /// <summary>Nanoseconds from the first to the last event.</summary>
    public long Duration => unchecked(End - Start);

    /// <summary>True once there was a CPU sample.</summary>
    public bool HasCpuSamples { get; private set; }

    private long End => Math.Max(_last, _reached);

    private bool Wants(GoTraceChannel profile) => _samples.Chosen.Has(profile);

    /// <summary>Lets somebody see all moves.</summary>
    public void Watch(GoSampleSource[] observers) => _observers = observers;

    /// <summary>
    /// The time of the next event. No two are equal: an event that is not later than the one before comes a nanosecond
    /// after it, as in Go's own reader since Go 1.22.
    /// </summary>
    public long Tick(long time)
    {
        if (!_hasStarted)
        {
            _hasStarted = true;
            Start = time;
            _last = time;
        }
        else
        {
            _last = time > _last ? time : _last + _step;
        }

        return _last;
    }

    /// <summary>Says that there is an event at a time, in no order with the others.</summary>
    public void Reach(long time) => _reached = Math.Max(_reached, time);

    /// <summary>A goroutine by its number; null if it is not known, or has ended.</summary>
    public Goroutine? Find(ulong id) => _goroutines.GetValueOrDefault(id);

    /// <summary>A goroutine by its number, which is made known if it is not yet.</summary>
    /// <param name="id">Its number.</param>
    /// <param name="state">What it does before its first move: nothing yet, or nothing known.</param>
    public Goroutine Open(ulong id, GoState state)
    {
        if (!_goroutines.TryGetValue(id, out Goroutine? goroutine))
        {
            goroutine = new Goroutine(id) { State = state };
            _goroutines.Add(id, goroutine);
        }

        return goroutine;
    }

    /// <summary>Moves a goroutine to another state.</summary>
    public void Move(Goroutine goroutine, in GoTransition move)
    {
        if (goroutine.EntryName == default && goroutine.Entry == default && move.OwnStack != 0)
        {
            LearnEntry(goroutine, move.OwnStack);
        }

        if (goroutine.State == GoState.Dead)
        {
            Create(goroutine, move);
        }

        foreach (GoSampleSource observer in _observers)
        {
            observer.Moving(goroutine, move);
        }

        goroutine.State = move.To;
        if (move.To == GoState.Dead)
        {
            _goroutines.Remove(goroutine.Id);
        }
    }

    /// <summary>A CPU sample.</summary>
    public void Add(in GoCpuSample sample)
    {
        HasCpuSamples = true;
        Goroutine? goroutine = Find(sample.Goroutine);
        bool isPart = Wants(GoTraceChannel.Wall) && goroutine?.State == GoState.Running;
        if (!isPart && !Wants(GoTraceChannel.Cpu))
        {
            return;
        }

        StackId stack = _stacks[sample.Stack];
        if (isPart)
        {
            (goroutine!.Samples ??= []).Add(stack);
        }

        if (Wants(GoTraceChannel.Cpu))
        {
            StringId entry = goroutine is { EntryName.Number: > 0 } ? goroutine.EntryName
                : sample.Goroutine == 0 ? default
                : _stacks.EntryNameOf(sample.Stack);
            LabelSetId labels =
                _labels.For(goroutine, sample.Goroutine, entry).On(sample.Processor, sample.Thread).End();
            _samples.Add(
                GoTraceChannel.Cpu, stack == default ? UnknownStack() : stack, labels, sample.Time, CpuPeriod);
        }
    }

    /// <summary>The world is about to stop.</summary>
    public void BeginStop(Goroutine? stopper, StringId kind, ulong stack, long time)
    {
        if (Wants(GoTraceChannel.Stw))
        {
            _stop = new GoOpenInterval(time, _stacks[stack], kind, stopper);
        }
    }

    /// <summary>The world goes on.</summary>
    public void EndStop(long time)
    {
        if (_stop is { } stop)
        {
            AddRange(GoTraceChannel.Stw, stop, time);
        }

        _stop = null;
    }

    /// <summary>
    /// A goroutine begins to help the garbage collector; or is found to do so, which is nothing new if known.
    /// </summary>
    public void BeginAssist(Goroutine? goroutine, ulong stack, long time)
    {
        if (goroutine is not null && Wants(GoTraceChannel.GcAssist))
        {
            goroutine.Assist ??= new GoOpenInterval(time, _stacks[stack], default, goroutine);
        }
    }

    /// <summary>A goroutine has helped enough.</summary>
    public void EndAssist(Goroutine? goroutine, long time)
    {
        if (goroutine?.Assist is { } assist)
        {
            AddRange(GoTraceChannel.GcAssist, assist, time);
            goroutine.Assist = null;
        }
    }

    /// <summary>A task begins. Its name outlives the generation.</summary>
    public void BeginTask(ulong id, StringId name) => _tasks[id] = name;

    /// <summary>A task ends.</summary>
    public void EndTask(ulong id) => _tasks.Remove(id);

    /// <summary>A goroutine enters a region.</summary>
    public void BeginRegion(Goroutine? goroutine, ulong task, StringId name, long time)
    {
        if (goroutine is not null)
        {
            Annotate(goroutine, time).Begin(_tasks.GetValueOrDefault(task), name);
        }
    }

    /// <summary>A goroutine leaves a region.</summary>
    public void EndRegion(Goroutine? goroutine, long time)
    {
        if (goroutine is not null)
        {
            Annotate(goroutine, time).End();
        }
    }

    /// <summary>The trace ends.</summary>
    public void Finish()
    {
        foreach (GoSampleSource observer in _observers)
        {
            observer.Finish(_goroutines.Values, End);
        }
    }

    private GoAnnotations Annotate(Goroutine goroutine, long time)
    {
        foreach (GoSampleSource observer in _observers)
        {
            observer.Annotating(goroutine, time);
        }

        return goroutine.Annotations ??= new GoAnnotations();
    }

    private void Create(Goroutine goroutine, in GoTransition move)
    {
        goroutine.Annotations = GoAnnotations.Inherit(move.Actor?.Annotations);
        if (move.IsStatus || !Wants(GoTraceChannel.Create))
        {
            return;
        }

        StackId stack = _stacks[move.Stack];
        LabelSetId labels = _labels
            .For(move.Actor, move.Actor?.Id ?? 0, move.Actor?.EntryName ?? default)
            .Add(_labels.Created, goroutine.EntryName).End();
        _samples.Add(
            GoTraceChannel.Create, stack == default ? UnknownStack() : stack, labels, move.Time, nanoseconds: 0);
    }

    private void AddRange(GoTraceChannel profile, GoOpenInterval range, long time)
    {
        LabelSetId labels = _labels
            .For(range.Goroutine, range.Goroutine?.Id ?? 0, range.Goroutine?.EntryName ?? default)
            .Add(_labels.Reason, range.Kind).End();
        StackId stack = range.Stack != default ? range.Stack
            : range.Goroutine is { Entry.Number: > 0 } goroutine ? _stacks.OfFrame(goroutine.Entry)
            : UnknownStack();
        _samples.Add(profile, stack, labels, range.Since, Math.Max(0, unchecked(time - range.Since)));
    }

    private StackId UnknownStack() => _stacks.OfFrame(_stacks.UnknownFrame);

    private void LearnEntry(Goroutine goroutine, ulong stack)
    {
        goroutine.EntryName = _stacks.EntryNameOf(stack);
        if (_samples.Chosen.HasAny(NeedEntryFrames))
        {
            goroutine.Entry = _stacks.EntryOf(stack);
        }

        ReadOnlySpan<byte> name = _builder.Utf8(goroutine.EntryName);
        goroutine.IsSystem = name.StartsWith("runtime."u8) && !name.SequenceEqual("runtime.main"u8);
    }
}
