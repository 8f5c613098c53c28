namespace Refold.Formats;

/// <summary>
/// How large an input may make things, so that a small damaged or hostile one cannot fill the memory. The defaults are
/// far above what real profiles need.
/// </summary>
public sealed record ConversionLimits
{
    /// <summary>The limits used when nobody sets others.</summary>
    public static ConversionLimits Default { get; } = new();

    /// <summary>Frames in one stack, at most.</summary>
    public int StackDepth { get; init; } = 1 << 20;

    /// <summary>Bytes of one name, line of text or other single item, at most.</summary>
    public int ItemBytes { get; init; } = 1 << 26;

    /// <summary>Rows of any table (samples, locations, functions …), at most.</summary>
    public int TableRows { get; init; } = 1 << 28;

    /// <summary>Sample types, at most: each sample has a value for each of them.</summary>
    public int SampleTypes { get; init; } = 1 << 12;

    /// <summary>Bytes of all names together, at most.</summary>
    public int StringBytes { get; init; } = 1 << 30;

    /// <summary>Frames of all distinct stacks together, at most.</summary>
    public int StackFrames { get; init; } = 1 << 29;

    /// <summary>
    /// Frames of all distinct stacks that a reader makes of frames that open and close, at most, besides
    /// <see cref="EventFramesPerByte"/>: n nested frames make stacks of n²/2 frames together.
    /// </summary>
    public int EventFrames { get; init; } = 1 << 24;

    /// <summary>Such frames for each byte of the unpacked input, at most, besides <see cref="EventFrames"/>.</summary>
    public int EventFramesPerByte { get; init; } = 16;
}
