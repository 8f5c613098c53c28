namespace Refold.Formats.GoTrace;

/// <summary>One stack of a trace.</summary>
internal struct GoStack
{
    /// <summary>Where its numbers begin.</summary>
    public int Offset;

    /// <summary>How many frames it has.</summary>
    public int FrameCount;

    /// <summary>True once <see cref="Stack"/> is known.</summary>
    public bool IsParsed;

    /// <summary>Its frames.</summary>
    public StackId Stack;
}
