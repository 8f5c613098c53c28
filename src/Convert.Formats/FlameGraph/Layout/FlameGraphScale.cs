namespace Refold.Formats.FlameGraph;

/// <summary>Converts sample values to pixels, percentages and the numbers in titles.</summary>
internal sealed class FlameGraphScale
{
    // The thinnest drawn frame is about 1/10,000 of the picture (0.1 of 1180 pixels); its title should not read 0.
    private const double LeastTotal = 10_000;

    private static readonly (string Unit, string Name, double Step)[][] UnitLadders =
    [
        [("nanoseconds", "ns", 1000), ("microseconds", "us", 1000), ("milliseconds", "ms", 1000), ("seconds", "s", 1)],
        [("bytes", "bytes", 1024), ("kibibytes", "KiB", 1024), ("mebibytes", "MiB", 1024), ("gibibytes", "GiB", 1)],
    ];

    private readonly double _fullWidth;
    private readonly double _hundredPercent;
    private readonly double _factor;
    private readonly double _pixelsPerUnit;

    /// <summary>Creates a scale.</summary>
    /// <param name="options">The width of the picture, the factor and the count name.</param>
    /// <param name="type">The sample type that is shown.</param>
    /// <param name="fullWidth">The value of the full width; greater than 0.</param>
    /// <param name="hundredPercent">
    /// The value of 100 %, which differs from the full width after filters, and if elided frames are shown.
    /// </param>
    public FlameGraphScale(FlameGraphOptions options, SampleType type, Int128 fullWidth, Int128 hundredPercent)
    {
        _fullWidth = (double)fullWidth;
        _hundredPercent = (double)hundredPercent;
        _pixelsPerUnit = (options.Width - (2 * FlameGraphGeometry.SidePad)) / _fullWidth;
        MinWidth = options.MinWidthIsPercent
            ? _fullWidth * options.MinWidth / 100
            : options.MinWidth / _pixelsPerUnit;
        (CountName, _factor) = options.CountName.Length > 0 || options.Factor != 1
            ? (options.CountName.Length > 0 ? options.CountName : GetCountName(type), options.Factor)
            : ChooseUnit(type, _fullWidth);
    }

    /// <summary>The unit after the values in titles: <c>samples</c>, <c>ms</c>.</summary>
    public string CountName { get; }

    /// <summary>The least width of a drawn frame, in the unit of the sample values.</summary>
    public double MinWidth { get; }

    /// <summary>Converts a horizontal position to pixels from the left edge of the picture.</summary>
    public double X(Int128 position) => FlameGraphGeometry.SidePad + ((double)position * _pixelsPerUnit);

    /// <summary>Converts a value to the unit of <see cref="CountName"/>, rounded to a whole number.</summary>
    public Int128 ToDisplayed(Int128 value) =>
        _factor == 1 ? value : (Int128)Math.Round((double)value * _factor, MidpointRounding.ToEven);

    /// <summary>Converts a value to percent.</summary>
    public double Percent(Int128 value) => 100 * (double)value / _hundredPercent;

    /// <summary>Converts a width to a fraction of the full width, from 0 to 1.</summary>
    public double FractionOfWidth(Int128 width) => (double)width / _fullWidth;

    // The largest unit in which the full width has at least five digits: 123456789000 ns are shown as 123,457 ms.
    private static (string CountName, double Factor) ChooseUnit(SampleType type, double fullWidth)
    {
        foreach ((string Unit, string Name, double Step)[] ladder in UnitLadders)
        {
            int rung = Array.FindIndex(ladder, r => r.Unit == type.Unit || r.Name == type.Unit);
            if (rung < 0)
            {
                continue;
            }

            double size = 1;
            while (rung + 1 < ladder.Length && fullWidth / (size * ladder[rung].Step) >= LeastTotal)
            {
                size *= ladder[rung++].Step;
            }

            return (ladder[rung].Name, 1 / size);
        }

        return (GetCountName(type), 1);
    }

    // Counts of any event are shown as samples: scripts that read titles search for "samples".
    private static string GetCountName(SampleType type) => type switch
    {
        { Unit: "count" or "" } when type.Name.EndsWith("objects", StringComparison.Ordinal) => "objects",
        { Unit: "count" or "" } when type.Name is "contentions" or "allocations" => type.Name,
        { Unit: "count" or "" } => "samples",
        _ => type.Unit,
    };
}
