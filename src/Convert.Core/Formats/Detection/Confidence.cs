namespace Refold.Formats;

/// <summary>How sure a format is that an input is its own.</summary>
public enum Confidence
{
    /// <summary>It is not.</summary>
    None,

    /// <summary>
    /// The content neither shows nor contradicts the format: the input is read only if its name ends like it.
    /// </summary>
    NameDecides,

    /// <summary>The content looks like this format, which has no signature.</summary>
    Possible,

    /// <summary>The content has this format's signature.</summary>
    Certain,
}
