using System.Globalization;

namespace Refold.Formats.Pprof;

/// <summary>Options of <see cref="PprofWriter"/>.</summary>
public sealed record PprofOptions
{
    private const int DefaultLevel = 2;

    /// <summary>The option for output that <see cref="PprofReader"/> reads as it is: readers do not unpack.</summary>
    internal const string Raw = "gzip=false";

    /// <summary>The options of the command line.</summary>
    internal static IReadOnlyList<FormatOption> Declared { get; } =
    [
        new("gzip", "true", "pack the output with gzip, as Go does"),
        new(
            "level",
            DefaultLevel.ToString(CultureInfo.InvariantCulture),
            "compression level of gzip: 1 (fast) to 9 (small)"),
    ];

    /// <summary>Whether the output is packed with gzip, which every reader of pprof understands.</summary>
    public bool Gzip { get; init; } = true;

    /// <summary>The compression level of gzip: 0 (none), 1 (fast) to 9 (small).</summary>
    public int Level { get; init; } = DefaultLevel;

    /// <summary>Reads the options of a command line.</summary>
    /// <exception cref="FormatException">The value of an option is invalid.</exception>
    public static PprofOptions From(FormatOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        long level = options.Integer("level", DefaultLevel);
        return level is >= 0 and <= 9
            ? new PprofOptions { Gzip = options.Flag("gzip", fallback: true), Level = (int)level }
            : throw new FormatException($"option 'level': expected 0 to 9, found '{level}'");
    }
}
