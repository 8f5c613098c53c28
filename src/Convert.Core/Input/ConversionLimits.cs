namespace Refold.Formats;

/// <summary>The limits of what an input may contain.</summary>
/// <remarks>
/// They prevent a small corrupt or hostile input from filling the memory. The defaults are far above real profiles.
/// </remarks>
public sealed record ConversionLimits
{
    /// <summary>The default limits.</summary>
    public static ConversionLimits Default { get; } = new();

    /// <summary>The maximum number of locations of one stack.</summary>
    public int StackDepth { get; init; } = 1 << 20;

    /// <summary>The maximum length of a name, a line of text or another single item, in bytes.</summary>
    public int ItemBytes { get; init; } = 1 << 26;

    /// <summary>The maximum number of rows of any table: samples, locations, functions and so on.</summary>
    public int TableRows { get; init; } = 1 << 28;

    /// <summary>The maximum number of sample types, of each of which every sample has a value.</summary>
    public int SampleTypes { get; init; } = 1 << 12;

    /// <summary>The maximum length of all distinct names together, in bytes.</summary>
    public int StringBytes { get; init; } = 1 << 30;

    /// <summary>The maximum number of locations of all distinct stacks together.</summary>
    public int StackFrames { get; init; } = 1 << 29;

    /// <summary>
    /// The maximum number of frames of all distinct stacks that a reader makes of begin and end events, besides
    /// <see cref="EventFramesPerByte"/>. Stacks of n nested frames have n²/2 frames together.
    /// </summary>
    public int EventFrames { get; init; } = 1 << 24;

    /// <summary>The number of such frames that are allowed for each byte of the decompressed input.</summary>
    public int EventFramesPerByte { get; init; } = 16;
}
