using System.Buffers.Text;

namespace Refold.Formats.Folded;

/// <summary>Turns lines into samples. A stack seen before costs one look-up; a new one only its new frames.</summary>
internal sealed class FoldedSamples
{
    private const int CancellationInterval = 4096;

    private readonly ProfileBuilder _builder;
    private readonly Utf8LineReader _lines;
    private readonly ConversionContext _context;
    private readonly FoldedStacks _stacks;
    private readonly long[] _values;
    private readonly decimal[] _carried;
    private long _good;
    private InputPosition? _firstBad;
    private string _firstBadText = "";

    public FoldedSamples(ProfileBuilder builder, Utf8LineReader lines, ConversionContext context, string rootLabel)
    {
        _builder = builder;
        _lines = lines;
        _context = context;
        _stacks = new FoldedStacks(builder, rootLabel);
        _values = new long[builder.SampleTypes.Count];
        _carried = new decimal[_values.Length];
    }

    private string ExpectedLine =>
        _values.Length == 1 ? "a stack, a blank and a count" : $"a stack, a blank and {_values.Length} counts";

    public void Add(ReadOnlySpan<byte> line)
    {
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
                Warn("folded.beyond-64-bits", $"count {Found.Quote(number)} does not fit 64 bits: line skipped");
                return;
            }

            rest = before;
        }

        if (rest is [(byte)' ', ..] && FoldedLine.IsLikeComment(rest))
        {
            rest = rest[1..];
        }

        (StackId stack, LabelSetId labels) = _stacks.Find(rest);
        _builder.AddSample(stack, _values, labels);
        if (++_good % CancellationInterval == 0)
        {
            _context.Cancellation.ThrowIfCancellationRequested();
        }
    }

    /// <exception cref="ProfileFormatException">There were lines, but none with a count.</exception>
    public void Finish()
    {
        if (_good == 0 && _firstBad is { } position)
        {
            throw new ProfileFormatException(position, $"expected {ExpectedLine}, found {_firstBadText}");
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
            return long.TryParse(number, System.Globalization.CultureInfo.InvariantCulture, out _values[type]);
        }

        // What a fraction loses, the next line gets: the total stays right to one unit.
        decimal sum = exact + _carried[type];
        decimal whole = decimal.Round(sum, MidpointRounding.ToEven);
        _carried[type] = sum - whole;
        _values[type] = (long)whole;
        if (exact != decimal.Truncate(exact))
        {
            Warn("folded.fraction", $"count {Found.Quote(number)} is not whole: rounded, the rest carried to the next line");
        }

        return true;
    }

    private void SkipShortLine(ReadOnlySpan<byte> line)
    {
        Warn("folded.no-count", $"expected {ExpectedLine}, found {Found.Quote(line)}: line skipped");
        if (_firstBad is null)
        {
            _firstBad = _lines.Position;
            _firstBadText = Found.Quote(line);
        }
    }

    private void Warn(string id, string message) => _context.Diagnostics.Warn(id, _lines.Position, message);
}
