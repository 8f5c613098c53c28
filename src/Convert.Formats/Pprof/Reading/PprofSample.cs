namespace Refold.Formats.Pprof;

/// <summary>One sample of <see cref="PprofSamples"/>.</summary>
/// <param name="offset">The offset in the input.</param>
/// <param name="stack">The number of the stack in <see cref="PprofSamples.Stacks"/>; 0 if it has no frames.</param>
/// <param name="labels">The number of the label list in <see cref="PprofSamples.Labels"/>; 0 if it is empty.</param>
/// <param name="values">The value fields.</param>
internal readonly ref struct PprofSample(long offset, int stack, int labels, ProtobufCursor values)
{
    public long Offset { get; } = offset;

    public int Stack { get; } = stack;

    public int Labels { get; } = labels;

    public ProtobufCursor Values { get; } = values;
}
