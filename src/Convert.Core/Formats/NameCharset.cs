namespace Refold.Formats;

/// <summary>The set of names that a format can represent, the smallest first; its page lists replacements.</summary>
public enum NameCharset
{
    /// <summary>
    /// Visible text on one line, not empty, without blanks at its ends and without the format's own separators. An
    /// empty stack or a frame without function may get a placeholder as its name.
    /// </summary>
    Plain,

    /// <summary>Any text; bytes that are not UTF-8 become U+FFFD.</summary>
    Unicode,

    /// <summary>Any bytes.</summary>
    Bytes,
}
