namespace Refold.Aggregation;

/// <summary>Adds the values of samples to tags of nodes.</summary>
/// <remarks>
/// As in pprof, all text labels of a sample together are one tag, and each numeric label <c>bytes</c> is a tag within
/// it.
/// <code>
/// sample 3 {thread=ui state=busy bytes=1024}     tag  "state:busy\nthread:ui" 3,  within it 1kB 3
/// </code>
/// </remarks>
internal sealed class CallGraphTags
{
    private const string NumberKey = "bytes";

    private readonly Profile _profile;
    private readonly (string Text, (long Number, string Shown)[] Numbers)[] _ofSets;
    private readonly Dictionary<(int Node, string Text, string Shown), Sums> _sums = [];
    private readonly string _unit = NumberKey;

    /// <summary>Collects the tags of a profile's label sets.</summary>
    public CallGraphTags(Profile profile)
    {
        _profile = profile;
        _unit = UnitOf(profile);
        _ofSets = new (string, (long, string)[])[profile.LabelSetCount + 1];
        for (int i = 0; i < _ofSets.Length; i++)
        {
            _ofSets[i] = (TextOf(profile[new LabelSetId(i)]), NumbersOf(profile[new LabelSetId(i)]));
        }
    }

    /// <summary>Whether some label is a tag.</summary>
    public bool Any => Array.Exists(_ofSets, set => set.Text.Length > 0 || set.Numbers.Length > 0);

    /// <summary>Removes all sums.</summary>
    public void Clear() => _sums.Clear();

    /// <summary>Adds a sample.</summary>
    /// <param name="labels">Its labels.</param>
    /// <param name="nodes">The nodes of its stack.</param>
    /// <param name="leaf">The node of its leaf; 0 if it is not shown.</param>
    /// <param name="value">Its value.</param>
    public void Add(LabelSetId labels, List<int> nodes, int leaf, long value)
    {
        (string text, (long Number, string Shown)[] numbers) = _ofSets[labels.Number];
        if (text.Length == 0 && numbers.Length == 0)
        {
            return;
        }

        foreach (int node in nodes)
        {
            Int128 flat = node == leaf ? value : 0;
            if (text.Length > 0)
            {
                SumsOf((node, text, ""), null).Add(flat, value);
            }

            foreach ((long number, string shown) in numbers)
            {
                SumsOf((node, text, shown), number).Add(flat, value);
            }
        }
    }

    /// <summary>Adds the tags to their nodes.</summary>
    /// <param name="nodes">The nodes by number; null for nodes that are not shown.</param>
    public void AddTo(CallGraphNode?[] nodes)
    {
        foreach (((int node, string text, string _), Sums sums) in _sums)
        {
            string unit = sums.Number is null ? "" : _unit;
            nodes[node]?.OwnTags.Add(new CallGraphTag(text, sums.Number, unit, sums.Flat, sums.Cumulative));
        }
    }

    private Sums SumsOf((int, string, string) key, long? number)
    {
        if (!_sums.TryGetValue(key, out Sums? sums))
        {
            sums = new Sums(number);
            _sums.Add(key, sums);
        }

        return sums;
    }

    private string TextOf(ReadOnlySpan<Label> labels)
    {
        var texts = new List<string>();
        foreach (Label label in labels)
        {
            string text = label.Kind == LabelKind.Text ? _profile.Text(label.Text) : "";
            if (text.Length > 0 && _profile.Text(label.Key) != WellKnownLabels.DiffBase)
            {
                texts.Add($"{_profile.Text(label.Key)}:{text}");
            }
        }

        texts.Sort(StringComparer.Ordinal);
        return string.Join('\n', texts);
    }

    private (long Number, string Shown)[] NumbersOf(ReadOnlySpan<Label> labels)
    {
        var numbers = new List<(long, string)>();
        foreach (Label label in labels)
        {
            if (label.Kind == LabelKind.Number && _profile.Text(label.Key) == NumberKey)
            {
                numbers.Add((label.Number, Units.Format(label.Number, _unit)));
            }
        }

        return [.. numbers];
    }

    // As in pprof, the first unit that a label has is the unit of all.
    private static string UnitOf(Profile profile)
    {
        for (int i = 1; i <= profile.LabelSetCount; i++)
        {
            foreach (Label label in profile[new LabelSetId(i)])
            {
                if (label.Kind == LabelKind.Number && label.Unit != default && profile.Text(label.Key) == NumberKey)
                {
                    return profile.Text(label.Unit);
                }
            }
        }

        return NumberKey;
    }

    private sealed class Sums(long? number)
    {
        public long? Number { get; } = number;

        public Int128 Flat { get; private set; }

        public Int128 Cumulative { get; private set; }

        public void Add(Int128 flat, Int128 cumulative)
        {
            Flat += flat;
            Cumulative += cumulative;
        }
    }
}
