namespace Refold.Formats.FlameGraph;

/// <summary>The colours of the frames.</summary>
/// <remarks>
/// The name of a frame gives its shade. The palettes of languages also choose the hue by the name, which shows the
/// language or library. All but <see cref="Python"/> and <see cref="Rust"/> come from flamegraph.pl.
/// </remarks>
public enum FlameGraphPalette
{
    /// <summary>Red to yellow.</summary>
    Hot,

    /// <summary>Green to blue, for memory profiles.</summary>
    Mem,

    /// <summary>Blue, for profiles of input and output.</summary>
    Io,

    /// <summary>Aqua, for profiles of wake-ups.</summary>
    Wakeup,

    /// <summary>Blue for the waiting stack, aqua for those of its wakers, which follow a <c>--</c> frame.</summary>
    Chain,

    /// <summary>
    /// Java by package or by the annotations <c>_[j]</c>, <c>_[i]</c>, <c>_[k]</c>; other hues for C++ and system code.
    /// </summary>
    Java,

    /// <summary>JavaScript by source path or annotation; other hues for C++ and system code.</summary>
    Js,

    /// <summary>One hue each for Perl, C++, the kernel and other code.</summary>
    Perl,

    /// <summary>One hue each for installed Python packages, the standard library and other code.</summary>
    Python,

    /// <summary>One hue each for the standard library of Rust, crates and other code.</summary>
    Rust,

    /// <summary>Red.</summary>
    Red,

    /// <summary>Green.</summary>
    Green,

    /// <summary>Blue.</summary>
    Blue,

    /// <summary>Aqua.</summary>
    Aqua,

    /// <summary>Yellow.</summary>
    Yellow,

    /// <summary>Purple.</summary>
    Purple,

    /// <summary>Orange.</summary>
    Orange,
}
