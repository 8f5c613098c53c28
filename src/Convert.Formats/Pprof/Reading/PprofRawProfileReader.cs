namespace Refold.Formats.Pprof;

/// <summary>Reads the profiles of an input: one, or several joined end to end.</summary>
/// <remarks>
/// <code>
/// sample_type · sample … location … string "" … string "main" │ sample_type · sample … string "" …
///                                                             ↑ again, after strings: perhaps a second profile
///                                                                     certain: a second string table starts ↑
/// </code>
/// Fields may come in any order, so those in between are kept aside (<see cref="PprofPending"/>).
/// </remarks>
internal sealed class PprofRawProfileReader(ProtobufStream fields, PprofLog log, ConversionContext context)
{
    private PprofPending? _pending;
    private bool _isRead = fields.TryRead();
    private bool _mayBeJoined = true;

    /// <summary>Whether another profile follows.</summary>
    public bool HasNext => _pending is not null;

    /// <summary>The offset of the next profile.</summary>
    public long NextOffset => _pending?.Offset ?? fields.EndOffset;

    /// <summary>Reads the next profile.</summary>
    public PprofRawProfile Read(ProfileBuilder builder)
    {
        var profile = new PprofRawProfile(builder, log, context.Limits);
        TakePending(profile);
        for (; _isRead; _isRead = fields.TryRead())
        {
            bool isString = fields.Tag == PprofFields.ProfileString;
            if (_pending is not null && isString && fields.Payload.IsEmpty)
            {
                profile.Strings.EndOffset = _pending.Offset;
                return profile;
            }

            if (_pending is not null && isString)
            {
                _mayBeJoined = false;
                TakePending(profile);
            }

            Add(profile);
        }

        if (fields.IsTruncated)
        {
            log.WarnOfCut(fields.EndOffset, $"the file is truncated inside {PprofFields.Profile.NameOf(fields.Tag)}");
            _pending = null;
        }
        else if (_pending is not null && profile.IsCompleteBefore(_pending.FirstTag))
        {
            log.WarnOfCut(
                fields.EndOffset, $"the file is truncated before the names of a profile that is joined to another");
            _pending = null;
        }

        TakePending(profile);

        // Most writers put the strings last, so truncation between two strings shows only by indexes beyond the table.
        profile.Strings.MayLackStrings = log.IsCut || fields.Tag == PprofFields.ProfileString;
        profile.Strings.EndOffset = fields.EndOffset;
        return profile;
    }

    private void Add(PprofRawProfile profile)
    {
        if (_pending is null && _mayBeJoined && profile.IsFollowedBy(fields.Tag))
        {
            _pending = new PprofPending(fields.Offset);
        }

        if (_pending is not null)
        {
            _pending.Add(fields);
        }
        else
        {
            profile.Add(fields);
        }
    }

    private void TakePending(PprofRawProfile profile)
    {
        PprofPending? pending = _pending;
        _pending = null;
        pending?.MoveTo(profile, log, context);
    }
}
