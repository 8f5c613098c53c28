namespace Refold.Formats.FlameGraph;

/// <summary>The change that colours the frames of a differential graph: red for more, blue for less.</summary>
public enum FlameGraphDifference
{
    /// <summary>The change of the flat value, as in flamegraph.pl: frames that are never a leaf are white.</summary>
    Self,

    /// <summary>The change of the cumulative value: callers are coloured, too.</summary>
    Total,

    /// <summary>
    /// The change of the cumulative value relative to that value: a frame that doubled has the same red at any width.
    /// </summary>
    Relative,

    /// <summary>No comparison: only the default sample type is shown, with colours by name.</summary>
    None,
}
