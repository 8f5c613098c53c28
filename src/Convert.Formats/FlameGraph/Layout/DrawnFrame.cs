namespace Refold.Formats.FlameGraph;

/// <summary>All that the element of one frame tells.</summary>
internal readonly ref struct DrawnFrame
{
    /// <summary>The name, with its annotation; empty for the root.</summary>
    public required ReadOnlySpan<byte> Name { get; init; }

    /// <summary>How many frames lie below; 0 for the root.</summary>
    public required int Depth { get; init; }

    /// <summary>Where it begins, in the unit of values.</summary>
    public required Int128 Start { get; init; }

    /// <summary>How wide it is, in the unit of values.</summary>
    public required Int128 Width { get; init; }

    /// <summary>What the title tells.</summary>
    public required Int128 Value { get; init; }

    /// <summary>By how much that has changed; null if the graph is not differential.</summary>
    public Int128? Delta { get; init; }

    /// <summary>The colour of the rectangle.</summary>
    public required Rgb Color { get; init; }

    /// <summary>True for the frame that stands for all.</summary>
    public bool IsRoot => Depth == 0;
}
