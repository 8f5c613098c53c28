using Refold.Formats;
using Refold.Formats.Outputs;

namespace Refold.Cli;

/// <summary>Where a conversion writes: standard output, or a file that takes its place only when all went well.</summary>
internal sealed class OutputTarget : IDisposable
{
    /// <summary>The name that stands for standard output.</summary>
    public const string StandardOutput = "-";

    // Standard output by its names in the file system: opened anew, a file that it was redirected to would be written
    // from its beginning.
    private static readonly string[] OtherNames = ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"];

    private readonly OutputFile? _file;

    private OutputTarget(OutputFile? file, Stream stream)
    {
        _file = file;
        Stream = stream;
    }

    /// <summary>Where the content goes.</summary>
    public Stream Stream { get; }

    /// <summary>Opens the output.</summary>
    /// <param name="path">Its path, or <c>-</c>.</param>
    /// <param name="format">What will be written.</param>
    /// <param name="whole">True if standard output, too, gets all or nothing.</param>
    /// <exception cref="UsageException">Binary output would go to a terminal.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static OutputTarget Open(string path, ProfileFormat format, bool whole)
    {
        return IsStandardOutput(path)
            ? OpenStandardOutput(format.Name, format.IsBinary, whole)
            : OpenFile(path, OutputName.AsksForGzip(path, format));
    }

    /// <summary>Opens the output for what no writer of ours writes.</summary>
    /// <param name="path">Its path, or <c>-</c>.</param>
    /// <param name="format">What will be written, for messages.</param>
    /// <param name="packs">True to pack a file.</param>
    /// <exception cref="UsageException">The output would go to a terminal.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static OutputTarget OpenBinary(string path, string format, bool packs) =>
        IsStandardOutput(path) ? OpenStandardOutput(format, isBinary: true, whole: false) : OpenFile(path, packs);

    /// <summary>True if a path stands for standard output.</summary>
    public static bool IsStandardOutput(string path) => path == StandardOutput || OtherNames.Contains(path);

    /// <summary>Says that all went well.</summary>
    /// <exception cref="IOException">The output cannot be written.</exception>
    public void Commit()
    {
        if (Stream is MemoryStream whole)
        {
            using Stream output = StandardStreams.OpenOutput();
            whole.WriteTo(output);
        }

        Stream.Flush();
        _file?.Commit();
    }

    /// <inheritdoc/>
    public void Dispose() => ((IDisposable?)_file ?? Stream).Dispose();

    private static OutputTarget OpenFile(string path, bool packs)
    {
        OutputFile file = OutputFile.Create(path, packs);
        return new OutputTarget(file, file.Stream);
    }

    private static OutputTarget OpenStandardOutput(string format, bool isBinary, bool whole)
    {
        if (isBinary && !Console.IsOutputRedirected)
        {
            throw new UsageException($"{format} is binary: expected -o FILE or a pipe, found a terminal");
        }

        Stream output = StandardStreams.OpenOutput();
        return new OutputTarget(null, whole ? new MemoryStream() : output);
    }
}
