using Refold.Storage;

namespace Refold.Formats.Folded;

/// <summary>Reads the stacks of lines.</summary>
/// <remarks>
/// <code>
/// main;parse;expr
/// main;parse;expr;term      keeps "main;parse;", looks up "expr" and "term"
/// main;work                 keeps "main;", looks up "work"
/// </code>
/// Adjacent lines mostly start with the same frames, which are kept. Most files are sorted: while each text sorts after
/// the previous one, it differs from all before, and its stack is added without a look-up.
/// </remarks>
internal sealed class FoldedStackReader(ProfileBuilder builder, string rootLabel, bool isAustin)
{
    private readonly FingerprintTable _knownFrames = new();
    private readonly StringId _rootKey = builder.AddString(rootLabel);
    private readonly StringId _processKey = builder.AddString(isAustin ? WellKnownLabels.ProcessId : "");
    private readonly StringId _threadKey = builder.AddString(isAustin ? WellKnownLabels.Thread : "");
    private byte[] _previous = [];
    private int _previousLength;
    private int[] _ends = new int[64];

    // Stacks are leaf first, lines root first, so the array is filled from its end.
    private LocationId[] _frames = new LocationId[64];
    private int _depth;
    private bool _isSorted = true;

    /// <summary>Whether any stack so far has several frames.</summary>
    public bool HaveSeparators { get; private set; }

    /// <summary>Returns the stack of a text, and the labels that its first frames are read as.</summary>
    public (StackId Stack, LabelSetId Labels) Find(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
        {
            return default;
        }

        int shared = text.CommonPrefixLength(_previous.AsSpan(0, _previousLength));
        _isSorted = _isSorted && SortsAfter(text, shared);
        int at = KeepFrames(shared);
        while (at <= text.Length)
        {
            int length = text[at..].IndexOf((byte)';');
            length = length < 0 ? text.Length - at : length;
            Push(Frame(text.Slice(at, length)), at + length);
            at += length + 1;
        }

        HaveSeparators |= _depth > 1;
        Remember(text, shared);
        return Finish(text);
    }

    // Keeps the frames that the text shares with the previous line, each with the ; after it. Returns the end of them.
    private int KeepFrames(int shared)
    {
        int depth = 0;
        while (depth < _depth && _ends[depth] < shared)
        {
            depth++;
        }

        _depth = depth;
        return depth == 0 ? 0 : _ends[depth - 1] + 1;
    }

    private bool SortsAfter(ReadOnlySpan<byte> text, int shared) =>
        shared < text.Length && (shared == _previousLength || text[shared] > _previous[shared]);

    private void Push(LocationId frame, int end)
    {
        if (_depth == _frames.Length)
        {
            var frames = new LocationId[_depth * 2];
            _frames.CopyTo(frames, _depth);
            _frames = frames;
            Array.Resize(ref _ends, _depth * 2);
        }

        _ends[_depth++] = end;
        _frames[^_depth] = frame;
    }

    private LocationId Frame(ReadOnlySpan<byte> name)
    {
        Fingerprint fingerprint = Fingerprint.Compute(name);
        if (!_knownFrames.TryGet(fingerprint, out int location))
        {
            FunctionId function = builder.AddFunction(new Function(builder.AddString(name)));
            location = builder.AddLocation(function).Number;
            _knownFrames.Add(fingerprint, location);
        }

        return new LocationId(location);
    }

    private void Remember(ReadOnlySpan<byte> text, int shared)
    {
        if (text.Length > _previous.Length)
        {
            Array.Resize(ref _previous, text.Length * 2);
        }

        text[shared..].CopyTo(_previous.AsSpan(shared));
        _previousLength = text.Length;
    }

    private (StackId Stack, LabelSetId Labels) Finish(ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<LocationId> leafFirst = _frames.AsSpan(_frames.Length - _depth);
        if (isAustin && AustinHead.TrySplit(text, out long process, out ReadOnlySpan<byte> thread))
        {
            LabelSetId both = builder.AddLabels(
                Label.OfNumber(_processKey, process, default), Label.OfText(_threadKey, builder.AddString(thread)));
            return (builder.AddStack(leafFirst[..^2]), both);
        }

        if (_rootKey == default)
        {
            return (_isSorted ? builder.AddNewStack(leafFirst) : builder.AddStack(leafFirst), default);
        }

        LabelSetId labels = builder.AddLabels(Label.OfText(_rootKey, builder.AddString(text[.._ends[0]])));
        return (builder.AddStack(leafFirst[..^1]), labels);
    }
}
