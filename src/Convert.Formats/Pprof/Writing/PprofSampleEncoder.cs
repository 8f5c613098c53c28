using Refold.Formats.Shared;

namespace Refold.Formats.Pprof;

/// <summary>Encodes samples: the hot loop of the writer.</summary>
internal sealed class PprofSampleEncoder
{
    // A memo pays from this many uses of a row on, on average.
    private const int UsesForMemo = 2;

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
        _stacks = MemoFor(profile.StackCount);
        _labelSets = MemoFor(profile.LabelSetCount);
    }

    /// <summary>Appends the sample of a row.</summary>
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

    private PprofEncodedCache? MemoFor(int rows) => _profile.Samples.Count / UsesForMemo > rows ? new PprofEncodedCache(rows) : null;

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
            // Written even if empty: it is what tells an empty text from the number 0.
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
