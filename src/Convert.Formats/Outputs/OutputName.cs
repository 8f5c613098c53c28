namespace Refold.Formats.Outputs;

/// <summary>Interprets the ending of an output's name.</summary>
/// <remarks>
/// <code>
/// cpu.folded       folded
/// cpu.folded.gz    folded, compressed with gzip
/// cpu.pb.gz        pprof, an ending of the format, which compresses by itself
/// </code>
/// </remarks>
public static class OutputName
{
    private const string GzipEnding = ".gz";

    /// <summary>Finds the format by the ending of a path, with or without <c>.gz</c>; null if there is none.</summary>
    /// <param name="path">The path of the output.</param>
    /// <param name="formats">The formats to search.</param>
    public static ProfileFormat? FindFormat(string path, FormatRegistry formats)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(formats);
        return formats.FindByExtension(path)
            ?? (EndsInGzip(path) ? formats.FindByExtension(path[..^GzipEnding.Length]) : null);
    }

    /// <summary>Whether the output must be compressed: it ends in <c>.gz</c> and the format does not.</summary>
    /// <param name="path">The path of the output.</param>
    /// <param name="format">The format that is written.</param>
    public static bool IsGzip(string path, ProfileFormat format)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(format);
        return EndsInGzip(path) && !format.Extensions.Any(EndsInGzip);
    }

    private static bool EndsInGzip(string path) => path.EndsWith(GzipEnding, StringComparison.OrdinalIgnoreCase);
}
