namespace Refold.Formats.Folded;

/// <summary>Which sample types folded stacks are written with.</summary>
public enum FoldedColumns
{
    /// <summary>One count a line: the default sample type.</summary>
    Default,

    /// <summary>Two counts a line, as difffolded.pl writes a comparison: the first two sample types.</summary>
    Two,

    /// <summary>A header line that names all sample types, then a count for each on every line.</summary>
    All,
}
