using System.Text.Json;
using Refold.Text;

namespace Refold.Formats.Speedscope;

/// <summary>Reads the outermost object of a file, whose properties may be in any order.</summary>
/// <remarks>
/// <code>
/// {"$schema": "https://www.speedscope.app/file-format-schema.json",
///  "shared": {"frames": [{"name": "main", "file": "app.c", "line": 12}, {"name": "work"}]},
///  "profiles": [
///   {"type": "sampled", "name": "thread 1", "unit": "milliseconds", "startValue": 0, "endValue": 7.5,
///    "samples": [[0], [0, 1]], "weights": [2.5, 5]},
///   {"type": "evented", "name": "thread 2", "unit": "milliseconds", "startValue": 0, "endValue": 9,
///    "events": [{"type": "O", "frame": 0, "at": 1}, {"type": "C", "frame": 0, "at": 9}]}],
///  "activeProfileIndex": 0, "exporter": "py-spy@0.3.14", "name": "app"}
/// </code>
/// </remarks>
internal sealed class SpeedscopeFileReader
{
    private readonly ProfileBuilder _builder;
    private readonly ConversionContext _context;
    private readonly SpeedscopeFrameReader _frames;
    private readonly SpeedscopeSampleBuilder _samples;
    private readonly List<int> _columns = [];
    private readonly List<string> _comments = [];
    private long _active = -1;
    private bool _hasProfiles;

    /// <summary>Creates a reader that adds to a builder.</summary>
    public SpeedscopeFileReader(ProfileBuilder builder, ConversionContext context)
    {
        _builder = builder;
        _context = context;
        _frames = new SpeedscopeFrameReader(builder, context);
        _samples = new SpeedscopeSampleBuilder(builder, _frames, context.Limits);
    }

    /// <summary>Reads the file to its end.</summary>
    public void Read(ref JsonTokens tokens, string name)
    {
        if (!tokens.Next() || tokens.Type != JsonTokenType.StartObject)
        {
            throw tokens.Unexpected("an object of JSON");
        }

        while (tokens.NextProperty())
        {
            ReadProperty(ref tokens);
        }

        bool isTruncated = tokens.IsTruncated;
        _ = isTruncated || tokens.Next();
        Finish(isTruncated, name, tokens.Position);
    }

    private void ReadProperty(ref JsonTokens tokens)
    {
        if (tokens.Is("shared"u8))
        {
            ReadShared(ref tokens);
        }
        else if (tokens.Is("profiles"u8))
        {
            ReadProfiles(ref tokens);
        }
        else if (tokens.Is("activeProfileIndex"u8))
        {
            bool isNumber = tokens.NextValue(JsonTokenType.Number)
                & JsonNumber.TryParse(tokens.Value, out JsonNumber number);
            _active = isNumber && number.TryScale(0, out long index, out _) ? index : -1;
        }
        else if (tokens.Is("name"u8) || tokens.Is("exporter"u8))
        {
            AddComment(ref tokens);
        }
        else
        {
            _ = tokens.Next();
            tokens.SkipValue();
        }
    }

    private void AddComment(ref JsonTokens tokens)
    {
        if (!tokens.NextValue(JsonTokenType.String))
        {
            return;
        }

        string text = Utf8Text.Decode(tokens.IsEscaped ? JsonText.Unescape(tokens.Value) : tokens.Value);
        if (text.Length > 0 && text != SpeedscopeWriter.Exporter)
        {
            _comments.Add(text);
        }
    }

    private void ReadShared(ref JsonTokens tokens)
    {
        if (!tokens.NextValue(JsonTokenType.StartObject))
        {
            return;
        }

        while (tokens.NextProperty())
        {
            bool isFrames = tokens.Is("frames"u8);
            if (tokens.Next() && isFrames)
            {
                _frames.Read(ref tokens);
            }
            else
            {
                tokens.SkipValue();
            }
        }
    }

    private void ReadProfiles(ref JsonTokens tokens)
    {
        if (tokens.Next() && tokens.Type != JsonTokenType.StartArray)
        {
            throw tokens.Unexpected("an array of profiles");
        }

        _hasProfiles = true;
        while (tokens.NextItem())
        {
            if (tokens.Type != JsonTokenType.StartObject)
            {
                throw tokens.Unexpected("a profile");
            }

            _columns.Add(new SpeedscopeProfileReader(_samples, _context).Read(ref tokens));
        }
    }

    private void Finish(bool isTruncated, string name, InputPosition end)
    {
        if (isTruncated && !(_frames.AreKnown && _samples.HasSamples))
        {
            throw new ProfileFormatException(end, "expected frames and samples, found the end of the file");
        }

        if (isTruncated)
        {
            _context.Diagnostics.WarnOfCut("speedscope.cut", end, "the file ends early");
        }

        _samples.Finish(name);

        if (!_hasProfiles)
        {
            throw new ProfileFormatException(end, "expected 'profiles', found none");
        }

        if (_builder.SampleTypes.Count == 0)
        {
            _builder.AddSampleType(SpeedscopeUnit.None.Type);
        }

        _builder.Info = new ProfileInfo
        {
            Clock = _samples.HasTimes ? ProfileClock.RecordingStart : ProfileClock.Unspecified,
            Comments = _comments,
            DefaultSampleType = FindDefaultSampleType(),
        };
    }

    // The sample type of the active profile; empty for the last one, which is the default without a name.
    private string FindDefaultSampleType()
    {
        int column = _active >= 0 && _active < _columns.Count ? _columns[(int)_active] : -1;
        return column >= 0 && column < _builder.SampleTypes.Count - 1 ? _builder.SampleTypes[column].Name : "";
    }
}
