namespace Refold.Formats.Speedscope;

/// <summary>The samples of one profile of a file on their way into the model: units, times, labels.</summary>
internal sealed class SpeedscopeSampleImport
{
    // What is left of fractions is kept in millionths, so that many small ones still sum up.
    private const int RestDigits = 6;
    private const long RestUnits = 1_000_000;

    private readonly SpeedscopeSamples _samples;
    private readonly ConversionContext _context;
    private readonly int _power;
    private readonly LabelSetId _labels;
    private readonly bool _hasTimes;
    private readonly bool _isTime;
    private Int128 _now;
    private long _rest;

    /// <summary>Samples of a profile with this head.</summary>
    public SpeedscopeSampleImport(SpeedscopeSamples samples, SpeedscopeHead head, ConversionContext context)
    {
        _samples = samples;
        _context = context;
        _power = head.Power;
        Column = head.ColumnIn(samples.Builder);
        _labels = head.LabelsIn(samples.Builder);
        _hasTimes = head.HasTimes;
        _isTime = head.Unit is { IsTime: true };
        if (head.Start.TryScale(_power, out long start, out _))
        {
            _now = start;
        }
        else
        {
            WarnTooLarge(head.StartPosition);
        }
    }

    /// <summary>The column of its values.</summary>
    public int Column { get; }

    /// <summary>Adds a stack, see <see cref="SpeedscopeSamples.AddStack"/>.</summary>
    public int AddStack(ReadOnlySpan<int> leafFirst, InputPosition position) =>
        _samples.AddStack(leafFirst, position);

    /// <summary>Adds the stack of open frames, see <see cref="SpeedscopeSamples.AddEventStack"/>.</summary>
    public int AddEventStack(ReadOnlySpan<int> leafFirst, InputPosition position) =>
        _samples.AddEventStack(leafFirst, position);

    /// <summary>Adds a sample behind the one before.</summary>
    public void Add(int stack, in JsonNumber weight, InputPosition position)
    {
        if (!weight.TryScale(_power, out long value, out bool isExact))
        {
            WarnTooLarge(position);
            return;
        }

        if (!isExact)
        {
            WarnFraction(position);
            value = WithRest(weight, value);
        }

        long? time = _hasTimes && _now >= long.MinValue && _now <= long.MaxValue ? (long)_now : null;
        _samples.Add(stack, Column, value, _labels, time);
        _now += value;
    }

    /// <summary>Adds a sample that lasts from one time to another.</summary>
    public void Add(int stack, long from, long to) =>
        _samples.Add(stack, Column, unchecked(to - from), _labels, _hasTimes ? from : null);

    /// <summary>A time of the file in the unit of the model; false, with a warning, if 64 bits do not hold it.</summary>
    public bool TryTime(in JsonNumber at, InputPosition position, out long time)
    {
        // A quarter of the range, so that differences of two times are within it.
        if (!at.TryScale(_power, out time, out bool isExact) || time is < long.MinValue / 4 or > long.MaxValue / 4)
        {
            WarnTooLarge(position);
            return false;
        }

        if (!isExact)
        {
            WarnFraction(position);
        }

        return true;
    }

    private long WithRest(in JsonNumber weight, long rounded)
    {
        if (!weight.TryScale(_power + RestDigits, out long fine, out _))
        {
            return rounded;
        }

        Int128 sum = (Int128)fine + _rest;
        Int128 half = sum < 0 ? -(RestUnits / 2) : RestUnits / 2;
        long value = (long)((sum + half) / RestUnits);
        _rest = (long)(sum - ((Int128)value * RestUnits));
        return value;
    }

    // No profiler measures less than a nanosecond: further digits are noise of floating-point arithmetic, as in
    // dotnet-trace's 33.151250050156 milliseconds.
    private void WarnFraction(InputPosition position)
    {
        if (!_isTime)
        {
            _context.Diagnostics.Warn(
                "speedscope.fraction", position, "expected a whole number of the finest unit, found a fraction");
        }
    }

    private void WarnTooLarge(InputPosition position) =>
        _context.Diagnostics.Warn("speedscope.too-large", position, "expected a number of at most 64 bits, found a larger one");
}
