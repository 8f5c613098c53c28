using Refold.Formats.Shared;

namespace Refold.Formats.Pprof;

/// <summary>A profile as read in one pass, with ids and string indexes not yet resolved.</summary>
/// <remarks>
/// Fields may come in any order, and rows may refer to tables that follow them. So strings go to the builder at once,
/// samples to <see cref="PprofSamples"/>, and rows of the other tables stay raw bytes.
/// </remarks>
internal sealed class PprofRawProfile(ProfileBuilder builder, PprofLog log, ConversionLimits limits)
{
    private long _timeOffset = -1;
    private int _stringsBeforeTypes;

    public PprofStringReader Strings { get; } = new(builder, log);

    public PprofSamples Samples { get; } = new(log, limits);

    public PprofRecordBuffer SampleTypes { get; } = new();

    public PprofRecordBuffer Mappings { get; } = new();

    public PprofRecordBuffer Locations { get; } = new();

    public PprofRecordBuffer Functions { get; } = new();

    public PprofRecordBuffer PeriodTypes { get; } = new();

    public PprofRecordBuffer Comments { get; } = new();

    public PprofRawScalar DropFrames { get; private set; }

    public PprofRawScalar KeepFrames { get; private set; }

    public PprofRawScalar DefaultSampleType { get; private set; }

    public PprofRawScalar DocUrl { get; private set; }

    public long Time { get; private set; }

    public long Duration { get; private set; }

    public long Period { get; private set; }

    /// <summary>
    /// Whether a field is the first of another profile joined to this one: a field that a profile has once, or a sample
    /// type, after the strings, which nearly all writers put last.
    /// </summary>
    public bool IsFollowedBy(uint tag) => Strings.Count > 0 && tag switch
    {
        PprofFields.ProfileSampleType => SampleTypes.Count > 0 && Strings.Count > _stringsBeforeTypes,
        PprofFields.ProfilePeriodType => PeriodTypes.Count > 0,
        PprofFields.ProfileTime => _timeOffset >= 0,
        _ => false,
    };

    /// <summary>
    /// Whether this profile lacks nothing, so that the fields after its names are another's whose names are missing.
    /// </summary>
    /// <remarks>
    /// A time cannot come twice. Sample types can, in a profile whose fields are in an unusual order: its samples have
    /// more values than the types before its names.
    /// </remarks>
    /// <param name="tag">The tag of the first of those fields, for which <see cref="IsFollowedBy"/> is true.</param>
    public bool IsCompleteBefore(uint tag) => Strings.SecondTableOffset < 0 && tag switch
    {
        PprofFields.ProfileSampleType => Samples.Count > 0 && Samples.FirstValueCount == SampleTypes.Count,
        PprofFields.ProfileTime => true,
        _ => false,
    };

    /// <summary>Adds the current field of a stream.</summary>
    public void Add(ProtobufStream field)
    {
        switch (field.Tag)
        {
            case PprofFields.ProfileSample:
                Samples.Add(field.PayloadOffset, field.Payload);
                break;
            case PprofFields.ProfileLocation:
                Locations.Add(field.PayloadOffset, field.Payload);
                break;
            case PprofFields.ProfileFunction:
                Functions.Add(field.PayloadOffset, field.Payload);
                break;
            case PprofFields.ProfileString:
                Strings.Add(field.Offset, field.Payload);
                break;
            case PprofFields.ProfileMapping:
                Mappings.Add(field.PayloadOffset, field.Payload);
                break;
            case PprofFields.ProfileSampleType:
                SampleTypes.Add(field.PayloadOffset, field.Payload);
                _stringsBeforeTypes = Strings.Count;
                break;
            default:
                AddFact(field);
                break;
        }
    }

    /// <summary>Throws the error for two joined profiles whose fields cannot be separated.</summary>
    /// <exception cref="ProfileFormatException">Always.</exception>
    public void ThrowSecondProfile(long offset) => throw log.Error(
        offset,
        $"expected one profile, found a second one joined to it, whose fields come in another order");

    private void AddFact(ProtobufStream field)
    {
        var scalar = new PprofRawScalar(field.Number, field.Offset);
        switch (field.Tag)
        {
            case PprofFields.ProfileDropFrames:
                DropFrames = scalar;
                break;
            case PprofFields.ProfileKeepFrames:
                KeepFrames = scalar;
                break;
            case PprofFields.ProfileDefaultSampleType:
                DefaultSampleType = scalar;
                break;
            case PprofFields.ProfileDocUrl:
                DocUrl = scalar;
                break;
            case PprofFields.ProfileTime:
                SetTime(scalar);
                break;
            case PprofFields.ProfileDuration:
                Duration = (long)field.Number;
                break;
            case PprofFields.ProfilePeriod:
                Period = (long)field.Number;
                break;
            case PprofFields.ProfilePeriodType:
                PeriodTypes.Add(field.PayloadOffset, field.Payload);
                break;
            case PprofFields.ProfileComments:
                Comments.Add(field.PayloadOffset, field.Payload);
                break;
            case PprofFields.ProfileComment:
                Varint.Write(Comments.Add(field.Offset, Varint.Length(field.Number)), 0, field.Number);
                break;
            default:
                log.CheckUnknown(field.Tag, PprofFields.Profile, field.Offset);
                break;
        }
    }

    private void SetTime(PprofRawScalar time)
    {
        if (_timeOffset >= 0)
        {
            ThrowSecondProfile(time.Offset);
        }

        _timeOffset = time.Offset;
        Time = (long)time.Value;
    }
}
