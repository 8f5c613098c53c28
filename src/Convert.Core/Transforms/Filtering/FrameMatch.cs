namespace Refold;

/// <summary>How much of a location matches the pattern of a <see cref="FrameTransform"/>.</summary>
internal enum FrameMatch
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Some inlined functions, but not the function that they are inlined into.</summary>
    Part,

    /// <summary>The whole location.</summary>
    Whole,
}
