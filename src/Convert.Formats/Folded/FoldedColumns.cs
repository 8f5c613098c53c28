namespace Refold.Formats.Folded;

/// <summary>The sample types that folded stacks are written with.</summary>
public enum FoldedColumns
{
    /// <summary>One count per line: the default sample type; for a comparison two, before and after.</summary>
    Default,

    /// <summary>Two counts per line, as difffolded.pl writes a comparison: the first two sample types.</summary>
    Two,

    /// <summary>A header line with all sample types, then a count for each of them on every line.</summary>
    All,
}
