namespace Refold.Formats.Pprof;

/// <summary>One sample as it waits in <see cref="PprofSamples"/>.</summary>
/// <param name="offset">Where it stands in the input.</param>
/// <param name="stack">The number of its stack; 0 if it has no frames.</param>
/// <param name="labels">The number of its list of labels; 0 if it has none.</param>
/// <param name="values">Its value fields.</param>
internal readonly ref struct PprofSample(long offset, int stack, int labels, ProtobufCursor values)
{
    public long Offset { get; } = offset;

    public int Stack { get; } = stack;

    public int Labels { get; } = labels;

    public ProtobufCursor Values { get; } = values;
}
