namespace Refold.Formats.DotNet;

/// <summary>The labels of an event; two lists are equal if their labels are.</summary>
internal sealed class ClrLabelList(IReadOnlyList<ClrLabel> labels) : IEquatable<ClrLabelList>
{
    /// <summary>No labels.</summary>
    public static ClrLabelList Empty { get; } = new([]);

    /// <summary>The labels, in the file's order.</summary>
    public IReadOnlyList<ClrLabel> Labels { get; } = labels;

    /// <inheritdoc/>
    public bool Equals(ClrLabelList? other) =>
        ReferenceEquals(this, other) || (other is not null && Labels.SequenceEqual(other.Labels));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ClrLabelList);

    /// <inheritdoc/>
    public override int GetHashCode() => Labels.Count == 0 ? 0 : HashCode.Combine(Labels.Count, Labels[0], Labels[^1]);
}

/// <summary>A label that the traced program gave to an event.</summary>
/// <param name="Key">What it tells.</param>
/// <param name="Text">Its text; null if it is a number.</param>
/// <param name="Number">Its number.</param>
internal readonly record struct ClrLabel(string Key, string? Text, long Number);
