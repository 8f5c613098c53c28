namespace Refold.Formats.GoTrace;

/// <summary>The goroutines of a trace and their state, event by event in the order of time.</summary>
/// <remarks>
/// Both trace readers feed it events; its sources turn intervals between transitions into samples, and it adds the
/// samples of single events itself.
/// <code>
/// events of G7    start        block "chan send"      unblock by G9      start
///                   |                  |                     |             |
/// state             |     Running      |       Waiting       |  Runnable   |  Running …
/// interval          |       3 ms       |        5 ms         |    1 ms     |
/// channels          |     running      |    sync, offcpu     |    sched    |
/// stack             |  its entry func  |   of its "block"    |    of G9    |
/// </code>
/// </remarks>
internal sealed class GoTimeline(GoReadSession session)
{
    // Channels whose samples have the goroutine's entry function as their stack if no better one is known.
    private static readonly GoChannelSet ChannelsWithEntryFrames = GoChannelSet.Create(
        GoTraceChannel.Running, GoTraceChannel.Wall, GoTraceChannel.OffCpu, GoTraceChannel.Net, GoTraceChannel.Sync,
        GoTraceChannel.Syscall, GoTraceChannel.Sched, GoTraceChannel.Stw, GoTraceChannel.GcAssist);

    private readonly ProfileBuilder _builder = session.Builder;
    private readonly GoSampleSink _samples = session.Samples;
    private readonly GoStackTable _stacks = session.Stacks;
    private readonly GoLabelBuilder _labels = session.Labels;
    private readonly Dictionary<ulong, Goroutine> _goroutines = [];
    private readonly Dictionary<ulong, StringId> _tasks = [];
    private readonly long _minimumStep = session.Options.Compat == GoTraceCompat.Go121 ? 0 : 1;
    private GoSampleSource[] _sources = [];
    private GoOpenInterval? _stop;
    private bool _hasStarted;
    private long _lastTime;
    private long _lastUnorderedTime = long.MinValue;

    /// <summary>Processor time of a CPU sample, in nanoseconds.</summary>
    public long CpuPeriod { get; } = 1_000_000_000 / session.Options.Rate;

    /// <summary>The time of the first event, in nanoseconds.</summary>
    public long Start { get; private set; }

    /// <summary>Nanoseconds from the first to the last event.</summary>
    public long Duration => unchecked(End - Start);

    /// <summary>Whether there was a CPU sample.</summary>
    public bool HasCpuSamples { get; private set; }

    private long End => Math.Max(_lastTime, _lastUnorderedTime);

    private bool IsRequested(GoTraceChannel channel) => _samples.Channels.Has(channel);

    /// <summary>Sets the sources that are called at each transition.</summary>
    public void SetSources(GoSampleSource[] sources) => _sources = sources;

    /// <summary>Advances the clock to the next event and returns the event's time.</summary>
    /// <remarks>
    /// No two events have equal times: an event that is not after the previous one is moved to 1 ns after it, as in
    /// Go's own reader since Go 1.22. Compatibility with the tools up to Go 1.21 keeps equal times.
    /// </remarks>
    public long AdvanceTo(long time)
    {
        if (!_hasStarted)
        {
            _hasStarted = true;
            Start = time;
            _lastTime = time;
            _samples.UseTimeSince(time);
        }
        else
        {
            _lastTime = time > _lastTime ? time : _lastTime + _minimumStep;
        }

        return _lastTime;
    }

    /// <summary>Extends the trace to the time of an event that is not in order with the others.</summary>
    public void ExtendTo(long time) => _lastUnorderedTime = Math.Max(_lastUnorderedTime, time);

    /// <summary>Finds a goroutine by its id; null if it is unknown or has ended.</summary>
    public Goroutine? Find(ulong id) => _goroutines.GetValueOrDefault(id);

    /// <summary>Finds a goroutine by its id, or adds it.</summary>
    /// <param name="id">The id.</param>
    /// <param name="state">
    /// The state of a new one before its first transition: <see cref="GoState.Dead"/> if the transition creates it,
    /// else <see cref="GoState.Unknown"/>.
    /// </param>
    public Goroutine GetOrAdd(ulong id, GoState state)
    {
        if (!_goroutines.TryGetValue(id, out Goroutine? goroutine))
        {
            goroutine = new Goroutine(id) { State = state };
            _goroutines.Add(id, goroutine);
        }

        return goroutine;
    }

    /// <summary>Applies a transition to a goroutine.</summary>
    public void Apply(Goroutine goroutine, in GoTransition transition)
    {
        if (goroutine.EntryName == default && goroutine.Entry == default && transition.OwnStack != 0)
        {
            SetEntry(goroutine, transition.OwnStack);
        }

        if (goroutine.State == GoState.Dead)
        {
            Create(goroutine, transition);
        }

        foreach (GoSampleSource source in _sources)
        {
            source.OnTransition(goroutine, transition);
        }

        goroutine.State = transition.To;
        if (transition.To == GoState.Dead)
        {
            _goroutines.Remove(goroutine.Id);
        }
    }

    /// <summary>Adds a CPU sample.</summary>
    public void AddCpuSample(in GoCpuSample sample)
    {
        HasCpuSamples = true;
        Goroutine? goroutine = Find(sample.Goroutine);
        bool isPart = IsRequested(GoTraceChannel.Wall) && goroutine?.State == GoState.Running;
        if (!isPart && !IsRequested(GoTraceChannel.Cpu))
        {
            return;
        }

        StackId stack = _stacks[sample.Stack];
        if (isPart)
        {
            (goroutine!.CpuStacks ??= []).Add(stack);
        }

        if (IsRequested(GoTraceChannel.Cpu))
        {
            StringId entry = goroutine is { EntryName.Number: > 0 } ? goroutine.EntryName
                : sample.Goroutine == 0 ? default
                : _stacks.GetEntryName(sample.Stack);
            LabelSetId labels =
                _labels.Begin(goroutine, sample.Goroutine, entry).AddPlace(sample.Processor, sample.Thread).End();
            _samples.Add(
                GoTraceChannel.Cpu, stack == default ? UnknownStack() : stack, labels, sample.Time, CpuPeriod);
        }
    }

    /// <summary>Begins a stop of the world.</summary>
    public void BeginStop(Goroutine? stopper, StringId reason, ulong stack, long time)
    {
        if (IsRequested(GoTraceChannel.Stw))
        {
            _stop = new GoOpenInterval(time, _stacks[stack], reason, stopper);
        }
    }

    /// <summary>Ends the current stop of the world.</summary>
    public void EndStop(long time)
    {
        if (_stop is { } stop)
        {
            AddInterval(GoTraceChannel.Stw, stop, time);
        }

        _stop = null;
    }

    /// <summary>
    /// Begins an assist of the garbage collector. Has no effect if the goroutine is in one already, since each
    /// generation repeats the ones that are active.
    /// </summary>
    public void BeginAssist(Goroutine? goroutine, ulong stack, long time)
    {
        if (goroutine is not null && IsRequested(GoTraceChannel.GcAssist))
        {
            goroutine.Assist ??= new GoOpenInterval(time, _stacks[stack], default, goroutine);
        }
    }

    /// <summary>Ends the goroutine's assist of the garbage collector.</summary>
    public void EndAssist(Goroutine? goroutine, long time)
    {
        if (goroutine?.Assist is { } assist)
        {
            AddInterval(GoTraceChannel.GcAssist, assist, time);
            goroutine.Assist = null;
        }
    }

    /// <summary>Begins a task. Its name stays valid in later generations.</summary>
    public void BeginTask(ulong id, StringId name) => _tasks[id] = name;

    /// <summary>Ends a task.</summary>
    public void EndTask(ulong id) => _tasks.Remove(id);

    /// <summary>Enters a user region.</summary>
    public void BeginRegion(Goroutine? goroutine, ulong task, StringId name, long time)
    {
        if (goroutine is not null)
        {
            Annotate(goroutine, time).Begin(_tasks.GetValueOrDefault(task), name);
        }
    }

    /// <summary>Leaves a user region.</summary>
    public void EndRegion(Goroutine? goroutine, long time)
    {
        if (goroutine is not null)
        {
            Annotate(goroutine, time).End();
        }
    }

    /// <summary>Ends the trace: the sources add the intervals that are still open.</summary>
    public void Finish()
    {
        foreach (GoSampleSource source in _sources)
        {
            source.Finish(_goroutines.Values, End);
        }
    }

    private GoAnnotations Annotate(Goroutine goroutine, long time)
    {
        foreach (GoSampleSource source in _sources)
        {
            source.OnRegionChange(goroutine, time);
        }

        return goroutine.Annotations ??= new GoAnnotations();
    }

    private void Create(Goroutine goroutine, in GoTransition transition)
    {
        goroutine.Annotations = GoAnnotations.Inherit(transition.Actor?.Annotations);
        if (transition.IsStatus || !IsRequested(GoTraceChannel.Create))
        {
            return;
        }

        StackId stack = _stacks[transition.Stack];
        LabelSetId labels = BeginLabels(transition.Actor).Add(_labels.Created, goroutine.EntryName).End();
        _samples.Add(
            GoTraceChannel.Create, stack == default ? UnknownStack() : stack, labels, transition.Time, nanoseconds: 0);
    }

    private void AddInterval(GoTraceChannel channel, GoOpenInterval interval, long time)
    {
        LabelSetId labels = BeginLabels(interval.Goroutine).Add(_labels.Reason, interval.Reason).End();
        StackId stack = interval.Stack != default ? interval.Stack
            : interval.Goroutine is { Entry.Number: > 0 } goroutine ? _stacks.AddSingleFrame(goroutine.Entry)
            : UnknownStack();
        _samples.Add(channel, stack, labels, interval.Since, Math.Max(0, unchecked(time - interval.Since)));
    }

    private GoLabelBuilder BeginLabels(Goroutine? goroutine) =>
        _labels.Begin(goroutine, goroutine?.Id ?? 0, goroutine?.EntryName ?? default);

    private StackId UnknownStack() => _stacks.AddSingleFrame(_stacks.UnknownFrame);

    private void SetEntry(Goroutine goroutine, ulong stack)
    {
        goroutine.EntryName = _stacks.GetEntryName(stack);
        if (_samples.Channels.HasAny(ChannelsWithEntryFrames))
        {
            goroutine.Entry = _stacks.GetEntry(stack);
        }

        ReadOnlySpan<byte> name = _builder.Utf8(goroutine.EntryName);
        goroutine.IsSystem = name.StartsWith("runtime."u8) && !name.SequenceEqual("runtime.main"u8);
    }
}

/// <summary>
/// An interval that has begun and not ended: an assist of the garbage collector or a stop of the world.
/// </summary>
/// <param name="Since">The time at which it began, in nanoseconds.</param>
/// <param name="Stack">The stack at its begin.</param>
/// <param name="Reason">The reason of a stop of the world; empty for assists.</param>
/// <param name="Goroutine">The goroutine that assists or stops the world; null if unknown.</param>
internal sealed record GoOpenInterval(long Since, StackId Stack, StringId Reason, Goroutine? Goroutine);
