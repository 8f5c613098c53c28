using System.Globalization;
using System.Text.Json;

namespace Refold.Formats.Speedscope;

/// <summary>Reads the frames that all profiles of a file share. Stacks refer to frames by index, from 0.</summary>
/// <remarks>
/// <code>
/// "frames": [{"name": "main", "file": "app.c", "line": 12, "col": 5}, {"name": "work"}]
/// </code>
/// </remarks>
internal sealed class SpeedscopeFrameReader(ProfileBuilder builder, ConversionContext context)
{
    private readonly List<LocationId> _locations = [];
    private readonly Dictionary<int, LocationId> _missing = [];

    /// <summary>Whether the frames were read; some programs write them after the profiles.</summary>
    public bool AreKnown { get; private set; }

    /// <summary>The count of frames.</summary>
    public int Count => _locations.Count;

    /// <summary>The location of a frame; a frame that the file does not have is named <c>[frame 7]</c>.</summary>
    /// <param name="frame">The index of the frame.</param>
    /// <param name="position">The position that refers to the frame, for the warning.</param>
    public LocationId Location(int frame, InputPosition position) =>
        (uint)frame < (uint)_locations.Count ? _locations[frame] : AddMissing(frame, position);

    /// <summary>Reads the array that begins with the token.</summary>
    public void Read(ref JsonTokens tokens)
    {
        if (tokens.Type != JsonTokenType.StartArray)
        {
            throw tokens.Unexpected("an array of frames");
        }

        while (tokens.NextItem())
        {
            if (tokens.Type != JsonTokenType.StartObject)
            {
                throw tokens.Unexpected("a frame");
            }

            if (_locations.Count >= context.Limits.TableRows)
            {
                throw tokens.Unexpected($"at most {context.Limits.TableRows} frames");
            }

            LocationId frame = ReadFrame(ref tokens);
            if (frame != default)
            {
                _locations.Add(frame);
            }
        }

        AreKnown = true;
    }

    /// <summary>Marks the frames as known at the end of the file, even if it has none.</summary>
    public void Finish() => AreKnown = true;

    // None if the file ends before the name of the frame.
    private LocationId ReadFrame(ref JsonTokens tokens)
    {
        InputPosition position = tokens.Position;
        var function = new Function(default);
        long line = 0;
        long column = 0;
        while (tokens.NextProperty())
        {
            if (tokens.Is("name"u8))
            {
                function = function with { Name = ReadText(ref tokens) };
            }
            else if (tokens.Is("file"u8))
            {
                function = function with { File = ReadText(ref tokens) };
            }
            else if (tokens.Is("line"u8))
            {
                line = ReadInteger(ref tokens);
            }
            else if (tokens.Is("col"u8))
            {
                column = ReadInteger(ref tokens);
            }
            else if (tokens.Is("startLine"u8))
            {
                function = function with { StartLine = ReadInteger(ref tokens) };
            }
            else
            {
                _ = tokens.Next();
                tokens.SkipValue();
            }
        }

        if (function.Name == default && tokens.IsTruncated)
        {
            return default;
        }

        if (function.Name == default)
        {
            context.Diagnostics.Warn("speedscope.no-name", position, "expected the name of a frame, found none");
            function = function with { Name = builder.AddString("[unknown]") };
        }

        return builder.AddLocation(default, 0, [new Line(builder.AddFunction(function), line, column)]);
    }

    private StringId ReadText(ref JsonTokens tokens) =>
        !tokens.NextValue(JsonTokenType.String) ? default
        : builder.AddString(tokens.IsEscaped ? JsonText.Unescape(tokens.Value) : tokens.Value);

    private static long ReadInteger(ref JsonTokens tokens) =>
        tokens.NextValue(JsonTokenType.Number)
        && JsonNumber.TryParse(tokens.Value, out JsonNumber number)
        && number.TryScale(0, out long value, out _)
            ? value
            : 0;

    private LocationId AddMissing(int frame, InputPosition position)
    {
        if (!_missing.TryGetValue(frame, out LocationId location))
        {
            // Frames may come last, so that a truncated file lacks some.
            if (!context.Diagnostics.IsCut(position.Input))
            {
                string problem = string.Create(
                    CultureInfo.InvariantCulture, $"expected one of {Count} frames, found frame {frame}");
                context.Diagnostics.Warn("speedscope.no-such-frame", position, problem);
            }

            string name = string.Create(CultureInfo.InvariantCulture, $"[frame {frame}]");
            location = builder.AddLocation(builder.AddFunction(name));
            _missing.Add(frame, location);
        }

        return location;
    }
}
