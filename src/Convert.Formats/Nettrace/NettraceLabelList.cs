namespace Refold.Formats.Nettrace;

/// <summary>The labels of an event; two lists are equal if their labels are.</summary>
internal sealed class NettraceLabelList(IReadOnlyList<NettraceLabel> labels) : IEquatable<NettraceLabelList>
{
    /// <summary>No labels.</summary>
    public static NettraceLabelList Empty { get; } = new([]);

    /// <summary>The labels, in the file's order.</summary>
    public IReadOnlyList<NettraceLabel> Labels { get; } = labels;

    /// <inheritdoc/>
    public bool Equals(NettraceLabelList? other) =>
        ReferenceEquals(this, other) || (other is not null && Labels.SequenceEqual(other.Labels));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as NettraceLabelList);

    /// <inheritdoc/>
    public override int GetHashCode() => Labels.Count == 0 ? 0 : HashCode.Combine(Labels.Count, Labels[0], Labels[^1]);
}
