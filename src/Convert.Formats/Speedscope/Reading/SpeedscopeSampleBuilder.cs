using Refold.Storage;

namespace Refold.Formats.Speedscope;

/// <summary>
/// Adds the stacks and samples of all profiles to the builder: at once if the frames are known, else at the end of the
/// file.
/// </summary>
internal sealed class SpeedscopeSampleBuilder(
    ProfileBuilder builder, SpeedscopeFrameReader frames, ConversionLimits limits)
{
    private readonly SpanInterner<int> _pendingStacks = new();
    private readonly List<PendingSample> _pending = [];
    private LocationId[] _locations = new LocationId[64];
    private long[] _values = [];
    private long _eventFrames;

    /// <summary>The builder of the profile.</summary>
    public ProfileBuilder Builder { get; } = builder;

    /// <summary>Whether any sample was added.</summary>
    public bool HasSamples => Builder.SampleCount > 0 || _pending.Count > 0;

    /// <summary>Whether a sample has a time.</summary>
    public bool HasTimes { get; private set; }

    /// <summary>
    /// Adds a stack and returns its number for <see cref="Add"/>: the id of the stack, or the number of a pending one.
    /// </summary>
    /// <param name="leafFirst">The indexes of its frames, leaf first.</param>
    /// <param name="position">The position of the stack, for warnings.</param>
    public int AddStack(ReadOnlySpan<int> leafFirst, InputPosition position) =>
        frames.AreKnown ? Resolve(leafFirst, position).Number : _pendingStacks.Add(leafFirst);

    /// <summary>Adds the stack of the frames that are open between two events, see <see cref="AddStack"/>.</summary>
    /// <exception cref="ProfileFormatException">
    /// The stacks of all events have too many frames for the length of the file so far.
    /// </exception>
    public int AddEventStack(ReadOnlySpan<int> leafFirst, InputPosition position)
    {
        // Pending stacks are stored twice.
        _eventFrames += frames.AreKnown ? leafFirst.Length : 2L * leafFirst.Length;
        long limit = limits.EventFrames + ((position.Offset ?? 0) * limits.EventFramesPerByte);
        return _eventFrames <= limit
            ? AddStack(leafFirst, position)
            : throw new ProfileFormatException(
                position, $"expected at most {limit} frames in the stacks of the events so far, found more");
    }

    /// <summary>Adds a sample with a value of one sample type.</summary>
    /// <param name="stack">The number of the stack, from <see cref="AddStack"/>.</param>
    /// <param name="column">The index of the sample type.</param>
    /// <param name="value">The value.</param>
    /// <param name="labels">The labels.</param>
    /// <param name="time">The time in nanoseconds; null if there is none.</param>
    public void Add(int stack, int column, long value, LabelSetId labels, long? time)
    {
        HasTimes |= time is not null;
        if (frames.AreKnown)
        {
            AddToBuilder(new StackId(stack), column, value, labels, time);
        }
        else
        {
            _pending.Add(new PendingSample(stack, column, value, labels, time));
        }
    }

    /// <summary>Adds the pending stacks and samples at the end of the file.</summary>
    /// <param name="input">The name of the input.</param>
    public void Finish(string input)
    {
        frames.Finish();
        var ids = new StackId[_pendingStacks.Count + 1];
        for (int i = 1; i < ids.Length; i++)
        {
            ids[i] = Resolve(_pendingStacks[i], new InputPosition(input));
        }

        foreach (PendingSample sample in _pending)
        {
            AddToBuilder(ids[sample.Stack], sample.Column, sample.Value, sample.Labels, sample.Time);
        }

        _pending.Clear();
    }

    private StackId Resolve(ReadOnlySpan<int> leafFirst, InputPosition position)
    {
        if (leafFirst.Length > _locations.Length)
        {
            _locations = new LocationId[leafFirst.Length * 2];
        }

        for (int i = 0; i < leafFirst.Length; i++)
        {
            _locations[i] = frames.Location(leafFirst[i], position);
        }

        return Builder.AddStack(_locations.AsSpan(0, leafFirst.Length));
    }

    private void AddToBuilder(StackId stack, int column, long value, LabelSetId labels, long? time)
    {
        if (_values.Length != Builder.SampleTypes.Count)
        {
            _values = new long[Builder.SampleTypes.Count];
        }

        _values[column] = value;
        Builder.AddSample(stack, _values, labels, time);
        _values[column] = 0;
    }

    private readonly record struct PendingSample(int Stack, int Column, long Value, LabelSetId Labels, long? Time);
}
