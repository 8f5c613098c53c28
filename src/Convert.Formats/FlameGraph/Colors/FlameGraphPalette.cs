namespace Refold.Formats.FlameGraph;

/// <summary>
/// What hues frames have. Those of one hue differ in shade by the name; the others first choose a hue by what the name
/// tells of the frame's language or origin. All but <see cref="Python"/> and <see cref="Rust"/> are flamegraph.pl's.
/// </summary>
public enum FlameGraphPalette
{
    /// <summary>Red to yellow: flames.</summary>
    Hot,

    /// <summary>Green to blue, for memory.</summary>
    Mem,

    /// <summary>Blues, for input and output.</summary>
    Io,

    /// <summary>Aqua, for wake-ups.</summary>
    Wakeup,

    /// <summary>Blue for the stack that waits, aqua for those behind a <c>--</c> frame, which woke it.</summary>
    Chain,

    /// <summary>
    /// Java by package or by the annotations <c>_[j]</c>, <c>_[i]</c>, <c>_[k]</c>; C++ and system apart.
    /// </summary>
    Java,

    /// <summary>JavaScript by source path or annotation; C++ and system apart.</summary>
    Js,

    /// <summary>Perl, C++, kernel and the rest.</summary>
    Perl,

    /// <summary>Python: installed packages, the standard library, and the rest.</summary>
    Python,

    /// <summary>Rust: its own libraries, crates, and the rest.</summary>
    Rust,

    /// <summary>Reds.</summary>
    Red,

    /// <summary>Greens.</summary>
    Green,

    /// <summary>Blues.</summary>
    Blue,

    /// <summary>Aquas.</summary>
    Aqua,

    /// <summary>Yellows.</summary>
    Yellow,

    /// <summary>Purples.</summary>
    Purple,

    /// <summary>Oranges.</summary>
    Orange,
}
