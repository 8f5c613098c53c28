namespace Refold.Aggregation;

/// <summary>Suffixes of names for the kind of code of a frame, by which palettes choose colours.</summary>
/// <remarks>
/// As in stackcollapse-perf.pl (<c>--kernel</c>, <c>--jit</c>) and flamegraph.pl's palette <c>java</c>.
/// </remarks>
[Flags]
public enum FrameAnnotations
{
    /// <summary>No suffixes.</summary>
    None = 0,

    /// <summary><c>_[k]</c> on frames of the kernel and its modules.</summary>
    Kernel = 1,

    /// <summary><c>_[j]</c> on frames of code from a just-in-time compiler.</summary>
    Jit = 2,

    /// <summary><c>_[i]</c> on frames of functions that were inlined into their caller.</summary>
    Inlined = 4,

    /// <summary>All of them.</summary>
    All = 7,
}
