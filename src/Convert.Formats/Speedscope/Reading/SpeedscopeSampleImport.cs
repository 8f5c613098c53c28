namespace Refold.Formats.Speedscope;

/// <summary>Converts the samples of one profile: their units, times and labels.</summary>
/// <remarks>
/// Weights without a finer unit are rounded, and the remainder is added to the next weight, so that sums stay right:
/// <code>
/// weights    0.5  0.25  0.25  1           sum 2
/// values     1    0     0     1           remainders −0.5, −0.25, 0, 0
/// </code>
/// </remarks>
internal sealed class SpeedscopeSampleImport
{
    // Remainders are kept in millionths.
    private const int RestDigits = 6;
    private const long RestUnits = 1_000_000;

    private readonly SpeedscopeSampleBuilder _samples;
    private readonly ConversionContext _context;
    private readonly int _power;
    private readonly LabelSetId _labels;
    private readonly bool _hasTimes;
    private readonly bool _isTime;
    private readonly bool _hasGaps;
    private Int128 _now;
    private long _rest;

    /// <summary>Creates the import of a profile.</summary>
    public SpeedscopeSampleImport(
        SpeedscopeSampleBuilder samples, SpeedscopeProfileHeader header, ConversionContext context)
    {
        _samples = samples;
        _context = context;
        _power = header.Power;
        Column = header.AddSampleType(samples.Builder);
        _labels = header.AddLabels(samples.Builder);
        _hasTimes = header.HasTimes;
        _isTime = header.Unit is { IsTime: true };
        _hasGaps = header.HasGaps;
        if (header.Start.TryScale(_power, out long start, out _))
        {
            _now = start;
        }
        else
        {
            WarnTooLarge(header.StartPosition);
        }
    }

    /// <summary>The index of the sample type.</summary>
    public int Column { get; }

    /// <summary>Adds a stack, see <see cref="SpeedscopeSampleBuilder.AddStack"/>.</summary>
    public int AddStack(ReadOnlySpan<int> leafFirst, InputPosition position) =>
        _samples.AddStack(leafFirst, position);

    /// <summary>Adds the stack of open frames, see <see cref="SpeedscopeSampleBuilder.AddEventStack"/>.</summary>
    public int AddEventStack(ReadOnlySpan<int> leafFirst, InputPosition position) =>
        _samples.AddEventStack(leafFirst, position);

    /// <summary>Adds a sample that begins when the previous one ends.</summary>
    /// <param name="stack">The number of the stack; 0 for the one without frames.</param>
    /// <param name="weight">The weight, in the unit of the profile.</param>
    /// <param name="own">The value in the unit of the sample type; null if it is the weight.</param>
    /// <param name="position">The position of the weight.</param>
    public void Add(int stack, in JsonNumber weight, JsonNumber? own, InputPosition position)
    {
        if (!weight.TryScale(_power, out long length, out bool isExact))
        {
            WarnTooLarge(position);
            return;
        }

        if (!isExact)
        {
            WarnFraction(position);
            length = AddRest(weight, length);
        }

        long value = length;
        if (own is { } given && !given.TryScale(0, out value, out _))
        {
            WarnTooLarge(position);
        }

        bool isGap = _hasGaps && (own is null ? stack == 0 : value == 0);
        if (!isGap)
        {
            long? time = _hasTimes && _now >= long.MinValue && _now <= long.MaxValue ? (long)_now : null;
            _samples.Add(stack, Column, value, _labels, time);
        }

        _now += length;
    }

    /// <summary>Adds a sample from one time to another.</summary>
    public void Add(int stack, long from, long to) =>
        _samples.Add(stack, Column, unchecked(to - from), _labels, _hasTimes ? from : null);

    /// <summary>Converts a time to nanoseconds; false, with a warning, if the result exceeds 62 bits.</summary>
    public bool TryTime(in JsonNumber at, InputPosition position, out long time)
    {
        // A quarter of the range of 64 bits, so that differences of two times are within that range.
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

    // The weight with the remainder of earlier weights, rounded; the new remainder is kept.
    private long AddRest(in JsonNumber weight, long rounded)
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

    // No profiler measures less than a nanosecond: further digits of a time are noise of floating-point arithmetic, as
    // in 33.151250050156 milliseconds of dotnet-trace, and need no warning.
    private void WarnFraction(InputPosition position)
    {
        if (!_isTime)
        {
            _context.Diagnostics.Warn(
                "speedscope.fraction", position, "expected a whole number of the finest unit, found a fraction");
        }
    }

    private void WarnTooLarge(InputPosition position) => _context.Diagnostics.Warn(
        "speedscope.too-large", position, "expected a number of at most 64 bits, found a larger one");
}
