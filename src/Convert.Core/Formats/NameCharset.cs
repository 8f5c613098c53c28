namespace Refold.Formats;

/// <summary>Which names a format can spell, from fewest to most; the page of a format says what replaces the others.</summary>
public enum NameCharset
{
    /// <summary>
    /// Visible text on one line, not empty, without blanks at its ends and without the format's own separators. A stack
    /// without frames or a frame without function may get a name that stands in for it.
    /// </summary>
    Plain,

    /// <summary>Any text; bytes that are not UTF-8 become U+FFFD.</summary>
    Unicode,

    /// <summary>Any bytes.</summary>
    Bytes,
}
