using Refold.Formats.Shared;

namespace Refold.Formats.Pprof;

/// <summary>Encodes samples: the hot loop of the writer.</summary>
/// <remarks>
/// <code>
///     12 14 │ 0a 04 · 01 02 03 04 │ 12 02 · 01 2a │ 1a 04 · 08 05 10 06 │ 1a 02 · 08 07
///     sample  location_id, packed   value, packed   label { key, str }    label { key }
///             └ cached by stack                     └ cached by label set
/// </code>
/// </remarks>
internal sealed class PprofSampleEncoder
{
    // A cache pays off if a row is used this often on average.
    private const int UsesForCache = 2;

    private readonly Profile _profile;
    private readonly PprofIdWriter _locationIds;
    private readonly PprofEncodedCache? _stacks;
    private readonly PprofEncodedCache? _labelSets;
    private readonly ProtobufBuffer _frames = new();
    private readonly ProtobufBuffer _labels = new();
    private readonly ProtobufBuffer _values = new();
    private readonly ProtobufBuffer _part = new();

    public PprofSampleEncoder(Profile profile, PprofIdWriter locationIds)
    {
        _profile = profile;
        _locationIds = locationIds;
        _stacks = CacheFor(profile.StackCount);
        _labelSets = CacheFor(profile.LabelSetCount);
    }

    /// <summary>Appends a sample.</summary>
    public void Encode(int row, ProtobufBuffer target)
    {
        SampleTable samples = _profile.Samples;
        ReadOnlySpan<byte> frames = Frames(samples.Stack(row));
        ReadOnlySpan<byte> labels = Labels(samples.Labels(row));
        _values.Clear();
        for (int type = 0; type < samples.Width; type++)
        {
            _values.AddVarint((ulong)samples.Value(row, type));
        }

        int valuesLength = 1 + Varint.Length((ulong)_values.Length) + _values.Length;
        target.AddFieldAlways(PprofFields.ProfileSample, (ulong)(frames.Length + valuesLength + labels.Length));
        target.AddBytes(frames);
        target.AddField(PprofFields.SampleValues, _values.Written);
        target.AddBytes(labels);
    }

    private PprofEncodedCache? CacheFor(int rows) =>
        _profile.Samples.Count / UsesForCache > rows ? new PprofEncodedCache(rows) : null;

    private ReadOnlySpan<byte> Frames(StackId stack)
    {
        ReadOnlySpan<byte> known = default;
        if (stack == default || _stacks?.TryGet(stack.Number, out known) == true)
        {
            return known;
        }

        _part.Clear();
        _part.AddVarints(_profile[stack], _locationIds);
        _frames.Clear();
        _frames.AddField(PprofFields.SampleLocations, _part.Written);
        _stacks?.Add(stack.Number, _frames.Written);
        return _frames.Written;
    }

    private ReadOnlySpan<byte> Labels(LabelSetId labels)
    {
        ReadOnlySpan<byte> known = default;
        if (labels == default || _labelSets?.TryGet(labels.Number, out known) == true)
        {
            return known;
        }

        _labels.Clear();
        foreach (ref readonly Label label in _profile[labels])
        {
            AddLabel(label);
        }

        _labelSets?.Add(labels.Number, _labels.Written);
        return _labels.Written;
    }

    private void AddLabel(in Label label)
    {
        _part.Clear();
        _part.AddField(PprofFields.LabelKey, (ulong)label.Key.Number);
        if (label.Kind == LabelKind.Text)
        {
            // Written even if empty: only the field shows that the label is a text and not the number 0.
            _part.AddFieldAlways(PprofFields.LabelText, (ulong)label.Text.Number);
        }
        else
        {
            _part.AddField(PprofFields.LabelNumber, (ulong)label.Number);
            _part.AddField(PprofFields.LabelUnit, (ulong)label.Unit.Number);
        }

        _labels.AddField(PprofFields.SampleLabel, _part.Written);
    }
}
