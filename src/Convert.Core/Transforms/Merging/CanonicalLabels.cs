namespace Refold;

/// <summary>Makes lists of equal labels in different order one list: the one that came first.</summary>
internal sealed class CanonicalLabels
{
    private readonly Dictionary<Label[], Label[]> _known = new(new ByContent());

    /// <summary>The list that came first among those that differ from this one only in the order of keys.</summary>
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
