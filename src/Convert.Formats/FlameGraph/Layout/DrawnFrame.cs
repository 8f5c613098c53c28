namespace Refold.Formats.FlameGraph;

/// <summary>One frame of the picture with everything that its SVG element shows.</summary>
internal readonly ref struct DrawnFrame
{
    /// <summary>The name in UTF-8, with its annotation (<c>_[k]</c>); empty for the root.</summary>
    public required ReadOnlySpan<byte> Name { get; init; }

    /// <summary>The number of callers; 0 for the root.</summary>
    public required int Depth { get; init; }

    /// <summary>The left edge, in the unit of the sample values.</summary>
    public required Int128 Start { get; init; }

    /// <summary>The width, in the unit of the sample values.</summary>
    public required Int128 Width { get; init; }

    /// <summary>The cumulative value that the title shows.</summary>
    public required Int128 Value { get; init; }

    /// <summary>The change of the value, shown in the title; null unless two sample types are compared.</summary>
    public Int128? Delta { get; init; }

    /// <summary>The fill colour of the rectangle.</summary>
    public required Rgb Color { get; init; }

    /// <summary>Whether this is the root frame, <c>all</c>.</summary>
    public bool IsRoot => Depth == 0;
}
