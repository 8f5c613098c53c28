namespace Refold.Formats.DotNet;

/// <summary>The labels that the traced program gave to an event; lists with equal labels are equal.</summary>
internal sealed class ClrLabelList(IReadOnlyList<ClrLabel> labels) : IEquatable<ClrLabelList>
{
    /// <summary>A list without labels.</summary>
    public static ClrLabelList Empty { get; } = new([]);

    /// <summary>The labels, in the order of the file.</summary>
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
/// <param name="Key">The key.</param>
/// <param name="Text">The text; null if the value is a number.</param>
/// <param name="Number">The number, if <paramref name="Text"/> is null.</param>
internal readonly record struct ClrLabel(string Key, string? Text, long Number);
