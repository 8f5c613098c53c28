using System.Globalization;

namespace Refold.Formats.Pprof;

/// <summary>How <see cref="PprofWriter"/> writes.</summary>
public sealed record PprofOptions
{
    private const int DefaultLevel = 2;

    /// <summary>The option that gives the bytes which readers take: unpacking is not their work.</summary>
    internal const string Raw = "gzip=false";

    /// <summary>What the command line may set.</summary>
    internal static IReadOnlyList<FormatOption> Declared { get; } =
    [
        new("gzip", "true", "pack the output with gzip, as Go does"),
        new("level", DefaultLevel.ToString(CultureInfo.InvariantCulture), "how hard gzip tries: 1 (fast) to 9 (small)"),
    ];

    /// <summary>True if the output is packed with gzip, which every reader of pprof understands.</summary>
    public bool Gzip { get; init; } = true;

    /// <summary>How hard gzip tries, from 0 (not at all) and 1 (fast) to 9 (small).</summary>
    public int Level { get; init; } = DefaultLevel;

    /// <summary>The options of a command line.</summary>
    /// <exception cref="FormatException">The value of an option makes no sense.</exception>
    public static PprofOptions From(FormatOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        long level = options.Integer("level", DefaultLevel);
        return level is >= 0 and <= 9
            ? new PprofOptions { Gzip = options.Flag("gzip", fallback: true), Level = (int)level }
            : throw new FormatException($"option 'level': expected 0 to 9, found '{level}'");
    }
}
