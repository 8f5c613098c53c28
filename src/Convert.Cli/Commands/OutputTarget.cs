using Refold.Formats;
using Refold.Formats.Outputs;

namespace Refold.Cli;

/// <summary>
/// The output of a conversion: standard output, or a file that is replaced only when the conversion succeeds.
/// </summary>
internal sealed class OutputTarget : IDisposable
{
    /// <summary>The path that denotes standard output.</summary>
    public const string StandardOutput = "-";

    // Standard output by its names in the file system. Opening one of these would write a file that standard output was
    // redirected to from its start, over what others have written.
    private static readonly string[] OtherNames = ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"];

    private readonly OutputFile? _file;

    private OutputTarget(OutputFile? file, Stream stream)
    {
        _file = file;
        Stream = stream;
    }

    /// <summary>The stream to write to.</summary>
    public Stream Stream { get; }

    /// <summary>Opens the output.</summary>
    /// <param name="path">The path, or <c>-</c> for standard output.</param>
    /// <param name="format">The format of the output.</param>
    /// <param name="whole">Whether output to standard output is held back until it is complete.</param>
    /// <exception cref="UsageException">Binary output would go to a terminal.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static OutputTarget Open(string path, ProfileFormat format, bool whole)
    {
        return IsStandardOutput(path)
            ? OpenStandardOutput(format.Name, format.IsBinary, whole)
            : OpenFile(path, OutputName.IsGzip(path, format));
    }

    /// <summary>Opens the output for content that is not written by a format's writer.</summary>
    /// <param name="path">The path, or <c>-</c> for standard output.</param>
    /// <param name="format">The name of the format, for messages.</param>
    /// <param name="packs">Whether to compress a file with gzip.</param>
    /// <exception cref="UsageException">The output would go to a terminal.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static OutputTarget OpenBinary(string path, string format, bool packs) =>
        IsStandardOutput(path) ? OpenStandardOutput(format, isBinary: true, whole: false) : OpenFile(path, packs);

    /// <summary>Whether a path denotes standard output.</summary>
    public static bool IsStandardOutput(string path) => path == StandardOutput || OtherNames.Contains(path);

    /// <summary>Completes the output: the file takes its final name.</summary>
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
            throw new UsageException($"{format} is binary and is not written to a terminal: use -o FILE or a pipe");
        }

        Stream output = StandardStreams.OpenOutput();
        return new OutputTarget(null, whole ? new MemoryStream() : output);
    }
}
