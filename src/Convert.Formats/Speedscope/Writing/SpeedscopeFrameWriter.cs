using Refold.Aggregation;
using Refold.Storage;
using Refold.Text;

namespace Refold.Formats.Speedscope;

/// <summary>
/// Writes the frames of a file, and stacks as indexes of frames. Frames that are equal in all properties of the file
/// are one.
/// </summary>
internal sealed class SpeedscopeFrameWriter
{
    private readonly Profile _profile;
    private readonly SpanInterner<byte> _texts = new();
    private readonly Dictionary<(int Name, int File, long Start, long Line, long Column), int> _numbers = [];
    private readonly List<(int Name, int File, long Start, long Line, long Column)> _frames = [];
    private readonly FrameTable _table;
    private readonly bool[] _isAdded;

    /// <summary>Creates a writer without frames.</summary>
    public SpeedscopeFrameWriter(Profile profile)
    {
        _profile = profile;
        _isAdded = new bool[profile.StackCount + 1];
        _table = new FrameTable(profile, NumberOf, isRootFirst: true);
    }

    /// <summary>Adds the frames of a stack, which get the next indexes.</summary>
    public void Add(StackId stack)
    {
        if (_isAdded[stack.Number])
        {
            return;
        }

        _isAdded[stack.Number] = true;
        ReadOnlySpan<LocationId> frames = _profile[stack];
        for (int i = frames.Length - 1; i >= 0; i--)
        {
            _table.Add(frames[i]);
        }
    }

    /// <summary>Writes the indexes of an added stack's frames, root first, separated by commas.</summary>
    public void Write(StackId stack, Utf8Output text)
    {
        ReadOnlySpan<LocationId> frames = _profile[stack];
        for (int i = frames.Length - 1; i >= 0; i--)
        {
            ReadOnlySpan<int> numbers = _table[frames[i]];
            for (int j = 0; j < numbers.Length; j++)
            {
                if (i < frames.Length - 1 || j > 0)
                {
                    text.Write((byte)',');
                }

                text.Write((long)numbers[j]);
            }
        }
    }

    /// <summary>Writes all frames, separated by commas.</summary>
    public void Write(Utf8Output text)
    {
        for (int i = 0; i < _frames.Count; i++)
        {
            (int name, int file, long start, long line, long column) = _frames[i];
            text.Write(i == 0 ? "\n{\"name\":"u8 : ",\n{\"name\":"u8);
            text.Write(_texts[name]);
            if (file != 0)
            {
                text.Write(",\"file\":"u8);
                text.Write(_texts[file]);
            }

            WriteNumber(",\"line\":"u8, line, text);
            WriteNumber(",\"col\":"u8, column, text);
            WriteNumber(",\"startLine\":"u8, start, text);
            text.Write((byte)'}');
        }
    }

    private static void WriteNumber(ReadOnlySpan<byte> key, long number, Utf8Output text)
    {
        if (number != 0)
        {
            text.Write(key);
            text.Write(number);
        }
    }

    private int NumberOf(in Location location, int line)
    {
        Line row = line < 0 ? default : location.Lines[line];
        return NumberOf(_profile.Utf8NameOf(row.Function, location.Mapping), _profile[row.Function], row);
    }

    private int NumberOf(ReadOnlySpan<byte> name, Function function, Line line)
    {
        int file = function.File == default ? 0 : _texts.Add(JsonText.Quote(_profile[function.File]));
        var key = (_texts.Add(JsonText.Quote(name)), file, function.StartLine, line.Number, line.Column);
        if (!_numbers.TryGetValue(key, out int number))
        {
            number = _frames.Count;
            _numbers.Add(key, number);
            _frames.Add(key);
        }

        return number;
    }
}
