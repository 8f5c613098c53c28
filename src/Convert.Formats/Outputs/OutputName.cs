namespace Refold.Formats.Outputs;

/// <summary>What the name of an output asks for: a format by its ending, packed if <c>.gz</c> stands behind.</summary>
public static class OutputName
{
    private const string Packed = ".gz";

    /// <summary>The format that the ending of a path names, <c>.gz</c> behind it or not; null if none has it.</summary>
    /// <param name="path">The path: <c>cpu.pb.gz</c>, <c>cpu.folded</c>, <c>cpu.folded.gz</c>.</param>
    /// <param name="formats">The formats there are.</param>
    public static ProfileFormat? FormatOf(string path, FormatRegistry formats)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(formats);
        return formats.FindByExtension(path)
            ?? (EndsPacked(path) ? formats.FindByExtension(path[..^Packed.Length]) : null);
    }

    /// <summary>True if gzip must pack what is written: a format with such an ending of its own packs by itself.</summary>
    /// <param name="path">The path of the output.</param>
    /// <param name="format">What is written.</param>
    public static bool AsksForGzip(string path, ProfileFormat format)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(format);
        return EndsPacked(path) && !format.Extensions.Any(EndsPacked);
    }

    private static bool EndsPacked(string path) => path.EndsWith(Packed, StringComparison.OrdinalIgnoreCase);
}
