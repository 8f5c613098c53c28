namespace Refold;

/// <summary>The samples, frames or labels that a transform with a pattern keeps.</summary>
public enum Keep
{
    /// <summary>Those that match the pattern.</summary>
    Matching,

    /// <summary>Those that do not match the pattern.</summary>
    Others,
}
