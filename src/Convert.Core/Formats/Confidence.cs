namespace Refold;

/// <summary>How sure a format is that an input is its own.</summary>
public enum Confidence
{
    /// <summary>It is not.</summary>
    None,

    /// <summary>Nothing speaks against it; a format without a signature can say no more.</summary>
    Possible,

    /// <summary>It bears this format's signature.</summary>
    Certain,
}
