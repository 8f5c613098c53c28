using Refold.Storage;

namespace Refold.Formats.Speedscope;

/// <summary>
/// Where stacks and samples of all profiles of a file go: into the builder at once if the frames are known, else they
/// wait for them.
/// </summary>
internal sealed class SpeedscopeSamples(ProfileBuilder builder, SpeedscopeFrameReader frames, ConversionLimits limits)
{
    private readonly SpanInterner<int> _waitingStacks = new();
    private readonly List<WaitingSample> _waiting = [];
    private LocationId[] _locations = new LocationId[64];
    private long[] _values = [];
    private long _eventFrames;

    /// <summary>The builder that the samples go to.</summary>
    public ProfileBuilder Builder { get; } = builder;

    /// <summary>Adds a stack and returns its number, which only samples need that are added before the frames come.</summary>
    /// <param name="leafFirst">The places of its frames, leaf first.</param>
    /// <param name="position">Where it stands.</param>
    public int AddStack(ReadOnlySpan<int> leafFirst, InputPosition position) =>
        frames.AreKnown ? Resolve(leafFirst, position).Number : _waitingStacks.Add(leafFirst);

    /// <summary>Adds the stack of frames that are open between two events, see <see cref="AddStack"/>.</summary>
    /// <exception cref="ProfileFormatException">
    /// The frames of such stacks are out of proportion to the part of the file that was read.
    /// </exception>
    public int AddEventStack(ReadOnlySpan<int> leafFirst, InputPosition position)
    {
        // Stacks that wait for their frames are stored twice.
        _eventFrames += frames.AreKnown ? leafFirst.Length : 2L * leafFirst.Length;
        long limit = limits.EventFrames + ((position.Offset ?? 0) * limits.EventFramesPerByte);
        return _eventFrames <= limit
            ? AddStack(leafFirst, position)
            : throw new ProfileFormatException(
                position, $"expected at most {limit} frames in the stacks of the events so far, found more");
    }

    /// <summary>Adds a sample with a value in one column.</summary>
    /// <param name="stack">What <see cref="AddStack"/> gave.</param>
    /// <param name="column">The column.</param>
    /// <param name="value">The value.</param>
    /// <param name="labels">The labels.</param>
    /// <param name="time">The time, in nanoseconds; null if there is none.</param>
    public void Add(int stack, int column, long value, LabelSetId labels, long? time)
    {
        if (frames.AreKnown)
        {
            AddToBuilder(new StackId(stack), column, value, labels, time);
        }
        else
        {
            _waiting.Add(new WaitingSample(stack, column, value, labels, time));
        }
    }

    /// <summary>Adds what waits for the frames.</summary>
    /// <param name="input">The name of the input.</param>
    public void Finish(string input)
    {
        frames.Finish();
        var ids = new StackId[_waitingStacks.Count + 1];
        for (int i = 1; i < ids.Length; i++)
        {
            ids[i] = Resolve(_waitingStacks[i], new InputPosition(input));
        }

        foreach (WaitingSample sample in _waiting)
        {
            AddToBuilder(ids[sample.Stack], sample.Column, sample.Value, sample.Labels, sample.Time);
        }

        _waiting.Clear();
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

    private readonly record struct WaitingSample(int Stack, int Column, long Value, LabelSetId Labels, long? Time);
}
