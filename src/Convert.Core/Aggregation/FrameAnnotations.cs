namespace Refold.Aggregation;

/// <summary>Suffixes that tell what kind of code a frame is, for palettes that colour by them.</summary>
[Flags]
public enum FrameAnnotations
{
    /// <summary>No suffixes.</summary>
    None = 0,

    /// <summary><c>_[k]</c> on frames of the kernel and its modules.</summary>
    Kernel = 1,

    /// <summary><c>_[j]</c> on frames that a just-in-time compiler made.</summary>
    Jit = 2,

    /// <summary><c>_[i]</c> on frames that were inlined into their caller.</summary>
    Inlined = 4,

    /// <summary>All of them.</summary>
    All = 7,
}
