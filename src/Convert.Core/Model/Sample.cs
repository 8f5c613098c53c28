using System.Globalization;
using Refold.Text;

namespace Refold;

/// <summary>One sample of a profile: a stack, labels, a time and one value for each sample type.</summary>
public readonly struct Sample
{
    private readonly SampleTable _table;
    private readonly int _row;

    internal Sample(SampleTable table, int row)
    {
        _table = table;
        _row = row;
    }

    /// <summary>The value of the default sample type (<see cref="Profile.DefaultSampleType"/>), in its unit.</summary>
    public long Value => _table.Value(_row, _table.Profile.DefaultSampleType);

    /// <summary>The value of a sample type, in its unit.</summary>
    /// <param name="type">The index of the sample type, from 0.</param>
    public long this[int type] => _table.Value(_row, type);

    /// <summary>The frames of the stack, leaf first; none if the sample has no stack.</summary>
    public FrameList Frames => new(_table.Profile, Stack);

    /// <summary>The stack; <c>default</c> if it has no frames.</summary>
    public StackId Stack => _table.Stack(_row);

    /// <summary>The label set; threads, processes and processors are labels.</summary>
    public LabelSetId Labels => _table.Labels(_row);

    /// <summary>The time in nanoseconds, counted from <see cref="ProfileInfo.Clock"/>; null if unknown.</summary>
    public long? Time => _table.Time(_row);

    /// <summary>
    /// The value of the first label with a key, as text; null if there is none. Keys that several formats share are in
    /// <see cref="WellKnownLabels"/>.
    /// </summary>
    public string? Label(string key) => Find(key) switch
    {
        null => null,
        { Kind: LabelKind.Text } label => _table.Profile.Text(label.Text),
        { } label => label.Number.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>The number of the first label with a key; null if there is none, or if it is a text.</summary>
    public long? LabelNumber(string key) => Find(key) is { Kind: LabelKind.Number } label ? label.Number : null;

    private Label? Find(string key)
    {
        Profile profile = _table.Profile;
        if (profile.TryFind(Utf8Text.Encode(key), out StringId id))
        {
            foreach (ref readonly Label label in profile[Labels])
            {
                if (label.Key == id)
                {
                    return label;
                }
            }
        }

        return null;
    }
}
