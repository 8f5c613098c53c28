namespace Refold.Formats.FlameGraph;

/// <summary>The colours of the background and of the text around the frames.</summary>
public enum FlameGraphTheme
{
    /// <summary>
    /// The preference of the viewer's browser (CSS <c>prefers-color-scheme</c>); light if the option <c>bgcolors</c> is
    /// given.
    /// </summary>
    Auto,

    /// <summary>Always light, as in flamegraph.pl.</summary>
    Light,

    /// <summary>Always dark.</summary>
    Dark,
}
