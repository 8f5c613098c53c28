using Refold.Tables;

namespace Refold.Formats.Folded;

/// <summary>
/// Makes the stack of a line's text. Neighbouring lines mostly begin alike, so the frames they share are kept; whole
/// stacks are not remembered, since files mostly have each once.
/// </summary>
internal sealed class FoldedStacks(ProfileBuilder builder, string rootLabel)
{
    private readonly FingerprintTable _knownFrames = new();
    private readonly StringId _rootKey = builder.AddString(rootLabel);
    private byte[] _previous = [];
    private int _previousLength;
    private int[] _ends = new int[64];
    private LocationId[] _frames = new LocationId[64];
    private LocationId[] _leafFirst = new LocationId[64];
    private int _depth;

    /// <summary>The stack, and the label that its first frame is read as.</summary>
    public (StackId Stack, LabelSetId Labels) Find(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
        {
            return default;
        }

        int at = KeepSharedFrames(text);
        while (at <= text.Length)
        {
            int length = text[at..].IndexOf((byte)';');
            length = length < 0 ? text.Length - at : length;
            Push(Frame(text.Slice(at, length)), at + length);
            at += length + 1;
        }

        Remember(text);
        return Finish(text);
    }

    // The frames whose text, up to and with the ; behind it, is that of the line before. Returns where the next begins.
    private int KeepSharedFrames(ReadOnlySpan<byte> text)
    {
        int shared = text.CommonPrefixLength(_previous.AsSpan(0, _previousLength));
        int depth = 0;
        while (depth < _depth && _ends[depth] < shared)
        {
            depth++;
        }

        _depth = depth;
        return depth == 0 ? 0 : _ends[depth - 1] + 1;
    }

    private void Push(LocationId frame, int end)
    {
        if (_depth == _frames.Length)
        {
            Array.Resize(ref _ends, _depth * 2);
            Array.Resize(ref _frames, _depth * 2);
            Array.Resize(ref _leafFirst, _depth * 2);
        }

        _ends[_depth] = end;
        _frames[_depth++] = frame;
    }

    private LocationId Frame(ReadOnlySpan<byte> name)
    {
        Fingerprint fingerprint = Fingerprint.Of(name);
        if (!_knownFrames.TryGet(fingerprint, out int location))
        {
            FunctionId function = builder.AddFunction(new Function(builder.AddString(name)));
            location = builder.AddLocation(function).Number;
            _knownFrames.Add(fingerprint, location);
        }

        return new LocationId(location);
    }

    private void Remember(ReadOnlySpan<byte> text)
    {
        if (text.Length > _previous.Length)
        {
            _previous = new byte[text.Length * 2];
        }

        text.CopyTo(_previous);
        _previousLength = text.Length;
    }

    private (StackId Stack, LabelSetId Labels) Finish(ReadOnlySpan<byte> text)
    {
        int first = _rootKey == default ? 0 : 1;
        Span<LocationId> leafFirst = _leafFirst.AsSpan(0, _depth - first);
        _frames.AsSpan(first, _depth - first).CopyTo(leafFirst);
        leafFirst.Reverse();
        LabelSetId labels = first == 0
            ? default
            : builder.AddLabels(Label.OfText(_rootKey, builder.AddString(text[.._ends[0]])));
        return (builder.AddStack(leafFirst), labels);
    }
}
