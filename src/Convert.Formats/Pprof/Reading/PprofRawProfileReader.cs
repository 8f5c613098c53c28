namespace Refold.Formats.Pprof;

/// <summary>Reads the profiles of an input, of which there are several if they were joined end to end.</summary>
/// <remarks>
/// <code>
/// sample_type · sample … location … string "" … string "main" │ sample_type · sample … string "" …
///                                                             ↑ comes again after strings: may be a second profile
///                                                                       it is one: its strings begin anew ↑
/// </code>
/// Fields may come in any order, so what comes in between waits (<see cref="PprofPending"/>).
/// </remarks>
internal sealed class PprofRawProfileReader(ProtobufStream fields, PprofLog log, ConversionContext context)
{
    private PprofPending? _pending;
    private bool _isRead = fields.TryRead();
    private bool _mayBeJoined = true;

    /// <summary>Whether another profile follows.</summary>
    public bool HasNext => _pending is not null;

    /// <summary>The offset at which it begins.</summary>
    public long NextOffset => _pending?.Offset ?? fields.EndOffset;

    /// <summary>Reads the next profile.</summary>
    public PprofRawProfile Read(ProfileBuilder builder)
    {
        var draft = new PprofRawProfile(builder, log, context.Limits);
        TakePending(draft);
        for (; _isRead; _isRead = fields.TryRead())
        {
            bool isString = fields.Tag == PprofFields.ProfileString;
            if (_pending is not null && isString && fields.Payload.IsEmpty)
            {
                draft.Strings.EndOffset = _pending.Offset;
                return draft;
            }

            if (_pending is not null && isString)
            {
                _mayBeJoined = false;
                TakePending(draft);
            }

            Add(draft);
        }

        if (fields.IsTruncated)
        {
            log.WarnOfCut(fields.EndOffset, $"the file ends early, inside {PprofFields.Profile.NameOf(fields.Tag)}");
            _pending = null;
        }

        TakePending(draft);

        // Most writers put the strings last, so a cut between two strings shows only by indexes that mean nothing.
        draft.Strings.MayLackStrings = log.IsCut || fields.Tag == PprofFields.ProfileString;
        draft.Strings.EndOffset = fields.EndOffset;
        return draft;
    }

    private void Add(PprofRawProfile draft)
    {
        if (_pending is null && _mayBeJoined && draft.IsFollowedBy(fields.Tag))
        {
            _pending = new PprofPending(fields.Offset);
        }

        if (_pending is not null)
        {
            _pending.Add(fields);
        }
        else
        {
            draft.Add(fields);
        }
    }

    private void TakePending(PprofRawProfile draft)
    {
        PprofPending? pending = _pending;
        _pending = null;
        pending?.MoveTo(draft, log, context);
    }
}
