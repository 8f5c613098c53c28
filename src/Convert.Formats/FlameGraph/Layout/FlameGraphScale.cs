namespace Refold.Formats.FlameGraph;

/// <summary>From values to pixels, percents and the numbers in titles.</summary>
internal sealed class FlameGraphScale
{
    // The smallest frame that is drawn takes about a ten-thousandth of the whole; it should not read as 0.
    private const double LeastTotal = 10_000;

    private static readonly (string Unit, string Name, double Step)[][] Ladders =
    [
        [("nanoseconds", "ns", 1000), ("microseconds", "us", 1000), ("milliseconds", "ms", 1000), ("seconds", "s", 1)],
        [("bytes", "bytes", 1024), ("kibibytes", "KiB", 1024), ("mebibytes", "MiB", 1024), ("gibibytes", "GiB", 1)],
    ];

    private readonly double _total;
    private readonly double _hundred;
    private readonly double _factor;
    private readonly double _pixelsPerUnit;

    /// <summary>Makes a scale.</summary>
    /// <param name="options">Width, factor and name of counts.</param>
    /// <param name="type">What is counted.</param>
    /// <param name="whole">What the whole width stands for; more than 0.</param>
    /// <param name="hundred">What is a hundred percent: less than the whole if elided frames take room.</param>
    public FlameGraphScale(FlameGraphOptions options, SampleType type, Int128 whole, Int128 hundred)
    {
        _total = (double)whole;
        _hundred = (double)hundred;
        _pixelsPerUnit = (options.Width - (2 * FlameGraphGeometry.SidePad)) / _total;
        MinWidth = options.MinWidthIsPercent
            ? _total * options.MinWidth / 100
            : options.MinWidth / _pixelsPerUnit;
        (CountName, _factor) = options.CountName.Length > 0 || options.Factor != 1
            ? (options.CountName.Length > 0 ? options.CountName : Plain(type), options.Factor)
            : Readable(type, _total);
    }

    /// <summary>What titles say is counted.</summary>
    public string CountName { get; }

    /// <summary>The width of the thinnest frame that is drawn, in the unit of values.</summary>
    public double MinWidth { get; }

    /// <summary>How far from the left edge a place is, in pixels.</summary>
    public double X(Int128 place) => FlameGraphGeometry.SidePad + ((double)place * _pixelsPerUnit);

    /// <summary>A value as titles show it.</summary>
    public Int128 Shown(Int128 value) =>
        _factor == 1 ? value : (Int128)Math.Round((double)value * _factor, MidpointRounding.ToEven);

    /// <summary>How many percent of the whole a value is.</summary>
    public double Percent(Int128 value) => 100 * (double)value / _hundred;

    /// <summary>What part of the whole a width is, from 0 to 1.</summary>
    public double Share(Int128 width) => (double)width / _total;

    private static (string CountName, double Factor) Readable(SampleType type, double total)
    {
        foreach ((string Unit, string Name, double Step)[] ladder in Ladders)
        {
            int rung = Array.FindIndex(ladder, r => r.Unit == type.Unit || r.Name == type.Unit);
            if (rung < 0)
            {
                continue;
            }

            double size = 1;
            while (rung + 1 < ladder.Length && total / (size * ladder[rung].Step) >= LeastTotal)
            {
                size *= ladder[rung++].Step;
            }

            return (ladder[rung].Name, 1 / size);
        }

        return (Plain(type), 1);
    }

    // Counts of whatever event are samples to those who read flame graphs, and to the scripts that read titles.
    private static string Plain(SampleType type) => type switch
    {
        { Unit: "count" or "" } when type.Name.EndsWith("objects", StringComparison.Ordinal) => "objects",
        { Unit: "count" or "" } when type.Name is "contentions" or "allocations" => type.Name,
        { Unit: "count" or "" } => "samples",
        _ => type.Unit,
    };
}
