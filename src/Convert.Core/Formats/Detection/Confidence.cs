namespace Refold.Formats;

/// <summary>The confidence of a format that an input has this format.</summary>
public enum Confidence
{
    /// <summary>The input has another format.</summary>
    None,

    /// <summary>
    /// The content neither proves nor contradicts the format: the input is read only if its extension matches.
    /// </summary>
    NameDecides,

    /// <summary>The content has the structure of this format, which has no signature.</summary>
    Possible,

    /// <summary>The content has this format's signature.</summary>
    Certain,
}
