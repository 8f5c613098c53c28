namespace Refold;

/// <summary>Replaces sets of labels that differ only in the order of keys by the first of them.</summary>
internal sealed class CanonicalLabels
{
    private readonly Dictionary<Label[], Label[]> _known = new(new ByContent());

    /// <summary>Returns the first set that has the same labels, in any order of keys.</summary>
    public Label[] First(Label[] labels)
    {
        if (labels.Length < 2)
        {
            return labels;
        }

        Label[] sorted = [.. labels.OrderBy(l => l.Key.Number).ThenBy(l => l.Kind)];
        return _known.TryAdd(sorted, labels) ? labels : _known[sorted];
    }

    private sealed class ByContent : IEqualityComparer<Label[]>
    {
        public bool Equals(Label[]? x, Label[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(Label[] labels)
        {
            var hash = new HashCode();
            foreach (Label label in labels)
            {
                hash.Add(label);
            }

            return hash.ToHashCode();
        }
    }
}
