using System.Buffers.Text;
using System.Globalization;

namespace Refold.Formats.Folded;

/// <summary>Reads samples from lines with content.</summary>
internal sealed class FoldedSampleReader
{
    private readonly ProfileBuilder _builder;
    private readonly Utf8LineReader _lines;
    private readonly ConversionContext _context;
    private readonly FoldedStackReader _stacks;
    private readonly bool _isAustinFull;
    private readonly long[] _values;
    private readonly decimal[] _carried;
    private readonly FoldedCountDoubts? _numbers;
    private readonly FoldedFractions _fractions;
    private long _readLines;
    private long _withComma;
    private InputPosition? _firstSkipped;
    private string _firstSkippedText = "";
    private string? _countAtEnd;

    /// <summary>Creates a reader of the lines of one input.</summary>
    /// <param name="builder">The builder that receives the samples, with their sample types.</param>
    /// <param name="lines">The lines, for positions in messages.</param>
    /// <param name="context">The conversion.</param>
    /// <param name="rootLabel">The key of the label that the first frame is read as; empty to read a frame.</param>
    /// <param name="isAustin">Whether stacks start with the process and thread of Austin.</param>
    /// <param name="areCountsGuessed">Whether the number of counts per line is a guess from the lines.</param>
    public FoldedSampleReader(
        ProfileBuilder builder,
        Utf8LineReader lines,
        ConversionContext context,
        string rootLabel,
        bool isAustin,
        bool areCountsGuessed)
    {
        _builder = builder;
        _lines = lines;
        _context = context;
        _stacks = new FoldedStackReader(builder, rootLabel, isAustin);
        _values = new long[builder.SampleTypes.Count];
        _carried = new decimal[_values.Length];
        _isAustinFull = isAustin && _values.Length > 1;
        _numbers = areCountsGuessed ? new FoldedCountDoubts(_values.Length, rootLabel.Length > 0) : null;
        _fractions = new FoldedFractions(builder.SampleTypes);
    }

    private string ExpectedLine =>
        _values.Length == 1 ? "a stack, a blank and a count" : $"a stack, a blank and {_values.Length} counts";

    /// <summary>Reads a line.</summary>
    public void Add(ReadOnlySpan<byte> line)
    {
        if (!_lines.HasLineEnd && !IsComplete(line))
        {
            return;
        }

        if (_isAustinFull)
        {
            AddFull(line);
            return;
        }

        // A short line is skipped as a whole: its counts must not change what rounding carries to the next line.
        if (_values.Length > 1 && !HasCounts(line))
        {
            SkipShortLine(line);
            return;
        }

        ReadOnlySpan<byte> rest = line;
        for (int type = _values.Length - 1; type >= 0; type--)
        {
            if (!FoldedLine.TryCutNumber(rest, out ReadOnlySpan<byte> number, out ReadOnlySpan<byte> before))
            {
                SkipShortLine(line);
                return;
            }

            if (!TrySetValue(type, number))
            {
                Warn("folded.beyond-64-bits", $"count {MessageText.Quote(number)} does not fit 64 bits: line skipped");
                return;
            }

            rest = before;
        }

        AddStack(line, rest);
    }

    private void AddFull(ReadOnlySpan<byte> line)
    {
        int blank = line.LastIndexOf((byte)' ');
        if (blank < 0 || !AustinHead.TryReadFull(line[(blank + 1)..], _values))
        {
            SkipShortLine(line);
            return;
        }

        AddStack(line, line[..blank]);
    }

    // A last line without a line end may be truncated after any byte. With a count at its end it may be complete.
    private bool IsComplete(ReadOnlySpan<byte> line)
    {
        if (_context.Diagnostics.IsCut(_lines.Position.Input))
        {
            return false;
        }

        if (_readLines > 0 && !HasCounts(line))
        {
            _context.Diagnostics.WarnOfCut(
                "folded.cut", _lines.Position, "the file ends early, inside this line, which is skipped");
            return false;
        }

        _countAtEnd = MessageText.Quote(LastWord(line));
        return true;
    }

    private bool HasCounts(ReadOnlySpan<byte> line)
    {
        bool hasCounts = !_isAustinFull || AustinHead.TryReadFull(LastWord(line), _values);
        for (int i = 0; i < _values.Length && hasCounts && !_isAustinFull; i++)
        {
            hasCounts = FoldedLine.TryCutNumber(line, out _, out line);
        }

        return hasCounts;
    }

    private static ReadOnlySpan<byte> LastWord(ReadOnlySpan<byte> line) => line[(line.LastIndexOf((byte)' ') + 1)..];

    private void AddStack(ReadOnlySpan<byte> line, ReadOnlySpan<byte> rest)
    {
        if (rest is [(byte)' ', ..] && FoldedLine.IsLikeComment(rest))
        {
            line = line[1..];
            rest = rest[1..];
        }

        (StackId stack, LabelSetId labels) = _stacks.Find(rest);
        _builder.AddSample(stack, _values, labels);
        _numbers?.Add(line, rest, stack, _lines.Position);
        if (!_stacks.HaveSeparators && rest.Contains((byte)','))
        {
            _withComma++;
        }

        _context.CheckCancelled(++_readLines);
    }

    /// <summary>Reports what depends on all lines. Call it after the last line.</summary>
    /// <exception cref="ProfileFormatException">There are lines, but none with a count.</exception>
    public void Finish()
    {
        if (_readLines == 0 && _firstSkipped is { } position)
        {
            throw new ProfileFormatException(position, $"expected {ExpectedLine}, found {_firstSkippedText}");
        }

        // A truncated last line has fewer numbers than others, so it may be the cause of a reported ambiguity.
        bool isReported = _numbers?.Report(_context.Diagnostics) == true;
        if (_countAtEnd is not null && !isReported)
        {
            _context.Diagnostics.Note(
                "folded.no-line-end",
                _lines.Position,
                $"the last line has no line end: if the file is truncated, its count {_countAtEnd} is too small");
        }

        _fractions.Report(_carried, _context.Diagnostics);

        // The stackcollapse scripts of 2013 separated frames by commas.
        if (_withComma > 0 && !_stacks.HaveSeparators)
        {
            string share = string.Create(CultureInfo.InvariantCulture, $"{_withComma} of {_readLines}");
            string problem =
                $"no line has a ';', and {share} have a ',': each stack is read as one frame; if ',' separates"
                + " frames, replace it first (tr , ';')";
            _context.Diagnostics.Warn("folded.no-semicolon", new InputPosition(_lines.Position.Input), problem);
        }
    }

    private bool TrySetValue(int type, ReadOnlySpan<byte> number)
    {
        if (_carried[type] == 0
            && Utf8Parser.TryParse(number, out _values[type], out int used) && used == number.Length)
        {
            return true;
        }

        if (!FoldedLine.TryParse(number, out decimal exact)
            || decimal.Abs(exact) > long.MaxValue - 1)
        {
            return long.TryParse(number, CultureInfo.InvariantCulture, out _values[type]);
        }

        // The rounding error is carried to the next line, so the total is exact to one unit.
        decimal sum = exact + _carried[type];
        decimal whole = decimal.Round(sum, MidpointRounding.ToEven);
        _carried[type] = sum - whole;
        _values[type] = (long)whole;
        if (exact != decimal.Truncate(exact))
        {
            _fractions.Add(number, _values[type], _lines.Position);
        }

        return true;
    }

    private void SkipShortLine(ReadOnlySpan<byte> line)
    {
        Warn("folded.no-count", $"expected {ExpectedLine}, found {MessageText.Quote(line)}: line skipped");
        if (_firstSkipped is null)
        {
            _firstSkipped = _lines.Position;
            _firstSkippedText = MessageText.Quote(line);
        }
    }

    private void Warn(string id, string message) => _context.Diagnostics.Warn(id, _lines.Position, message);
}
