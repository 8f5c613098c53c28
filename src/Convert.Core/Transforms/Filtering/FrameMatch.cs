namespace Refold;

/// <summary>The part of a location that matches the pattern of a <see cref="FrameTransform"/>.</summary>
internal enum FrameMatch
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Some inlined functions, but not the function that they are inlined into.</summary>
    Part,

    /// <summary>The whole location.</summary>
    Whole,
}
