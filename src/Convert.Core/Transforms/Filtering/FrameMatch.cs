namespace Refold;

/// <summary>How much of a location is what a <see cref="FrameFilter"/> looks for.</summary>
internal enum FrameMatch
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Lines inlined into one that is not.</summary>
    Part,

    /// <summary>All of it.</summary>
    Whole,
}
