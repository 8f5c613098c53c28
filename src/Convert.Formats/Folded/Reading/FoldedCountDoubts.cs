using System.Globalization;
using Refold.Text;

namespace Refold.Formats.Folded;

/// <summary>Reports ambiguous counts in files that do not declare the number of counts per line.</summary>
/// <remarks>
/// <code>
/// main;thread 1 5        read as the frame "thread 1" and the count 5; a note if most lines have one number
///
/// a;b 5 6                a warning if half of the lines or more have two numbers: they may have two counts, as
/// a;c 7                  difffolded.pl writes them, and the other lines may be corrupt
///
/// a;b 1 234              a warning: may be the count 1234, grouped by a blank; all last numbers of pairs have three
/// a;c 7                  digits, and no other number has more
///
/// a;b 1 2 3              a warning: three numbers on each line, of which the last two are read as counts
///
/// thread 1 5             a warning: read as two counts of one stack, "thread"; but a comparison has each stack once,
/// thread 2 6             so "thread 1" may be a frame
/// </code>
/// </remarks>
/// <param name="counts">The number of counts that are read from each line, 1 or 2.</param>
/// <param name="hasRootLabels">Whether first frames are labels, so that equal stacks may differ in them.</param>
internal sealed class FoldedCountDoubts(int counts, bool hasRootLabels)
{
    private const int GroupLength = 3;

    private long _lines;
    private long _numbered;
    private long _repeated;
    private int _lastStack = -1;
    private bool _areGrouped = true;
    private bool _haveGroups;
    private InputPosition _position;
    private string _example = "";
    private string _reading = "";

    private bool AreAllNumbered => _numbered == _lines;

    /// <summary>Adds a line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="text">The start of the line, without its counts.</param>
    /// <param name="stack">The stack of the line.</param>
    /// <param name="position">The position of the line.</param>
    public void Add(ReadOnlySpan<byte> line, ReadOnlySpan<byte> text, StackId stack, InputPosition position)
    {
        _lines++;
        ReadOnlySpan<byte> numbers = line[text.Length..].Trim(" \t"u8);
        ReadOnlySpan<byte> last = default;
        bool isNumbered = !text.IsEmpty && text[^1] <= (byte)'9' && FoldedLine.TryCutNumber(text, out last, out _);
        _numbered += isNumbered ? 1 : 0;
        bool isRepeated = counts > 1 && !hasRootLabels && stack.Number <= _lastStack;
        _repeated += isRepeated ? 1 : 0;
        _lastStack = Math.Max(_lastStack, stack.Number);
        if (_areGrouped)
        {
            FindGroups(isNumbered ? last : default, numbers);
        }

        // The example is the first ambiguous line; in a file with two counts per line it may be any line.
        if ((isNumbered && _numbered == 1) || (isRepeated && _repeated == 1 && _numbered == 0) || _lines == 1)
        {
            SetExample(line, text, numbers, position);
        }
    }

    /// <summary>Reports ambiguous counts in one diagnostic; false if there are none.</summary>
    public bool Report(DiagnosticLog diagnostics)
    {
        bool isGrouped = _areGrouped && _haveGroups;
        bool isDoubtful = isGrouped || _repeated > 0
            || (_numbered > 0 && (counts == 1 ? _numbered * 2 >= _lines : AreAllNumbered));
        if (isDoubtful)
        {
            diagnostics.Warn("folded.doubtful-counts", _position, Message(isGrouped));
        }
        else if (_numbered > 0)
        {
            diagnostics.Note("folded.number-in-name", _position, Message(isGrouped));
        }

        return isDoubtful || _numbered > 0;
    }

    private void FindGroups(ReadOnlySpan<byte> inName, ReadOnlySpan<byte> numbers)
    {
        int blank = numbers.LastIndexOfAny((byte)' ', (byte)'\t');
        ReadOnlySpan<byte> last = numbers[(blank + 1)..];
        ReadOnlySpan<byte> first = counts == 1 ? inName : numbers[..numbers.IndexOfAny((byte)' ', (byte)'\t')];
        if (first.IsEmpty)
        {
            _areGrouped = last.Length <= GroupLength;
            return;
        }

        // Two counts may have one and three digits by chance; a leading zero (1 034) shows that they are one number.
        _areGrouped = last.Length == GroupLength && char.IsAsciiDigit((char)last[0])
            && first.Length <= GroupLength && first[0] != (byte)'0';
        _haveGroups |= _areGrouped && (counts == 1 || last[0] == (byte)'0');
    }

    private void SetExample(
        ReadOnlySpan<byte> line, ReadOnlySpan<byte> text, ReadOnlySpan<byte> numbers, InputPosition position)
    {
        ReadOnlySpan<byte> leaf = text[(text.LastIndexOf((byte)';') + 1)..];
        string noun = counts == 1 ? "the count" : "the counts";
        (_position, _example) = (position, MessageText.Quote(line));
        _reading = $"frame {MessageText.Quote(leaf)} and {noun} {MessageText.Escape(Utf8Text.Decode(numbers))}";
    }

    private string Message(bool isGrouped)
    {
        string lines = string.Create(CultureInfo.InvariantCulture, $"{_numbered} of {_lines}");
        string doubt = _numbered > 0
            ? $"{lines} lines end in {counts + 1} numbers, as {_example}: read as {_reading}"
            : $"each line ends in two numbers, as {_example}: read as {_reading}";
        string otherwise = isGrouped ? "; if it is one number, remove the blank in it"
            : counts == 1 ? "; counts=2 reads two counts and skips other lines"
            : _repeated > 0 ? "; but stacks occur more than once, unlike in a comparison: counts=1 reads one count"
            : AreAllNumbered ? "; a first line such as 'x/count y/count z/count' states that there are three"
            : "";
        return doubt + otherwise;
    }
}
