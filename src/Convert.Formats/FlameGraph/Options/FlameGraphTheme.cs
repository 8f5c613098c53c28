namespace Refold.Formats.FlameGraph;

/// <summary>Whether what stands around the frames is light or dark. The colours of the frames stay.</summary>
public enum FlameGraphTheme
{
    /// <summary>
    /// As the viewer of the graph wants it (CSS <c>prefers-color-scheme</c>); light if a background was asked for.
    /// </summary>
    Auto,

    /// <summary>Always light, as flamegraph.pl's graphs are.</summary>
    Light,

    /// <summary>Always dark.</summary>
    Dark,
}
