using System.Globalization;

namespace Refold.Formats.Inputs;

/// <summary>
/// Opens what a profile lies in: a file, a pipe or any stream, plain or packed by gzip, zlib, bzip2, zstd, zip or tar,
/// also one in the other, in UTF-8 or UTF-16. Packing is recognised by content, never by name.
/// </summary>
public static class InputOpener
{
    /// <summary>The name that stands for standard input.</summary>
    public const string StandardInput = "-";

    private const int MaxLayers = 8;

    // In this order: what is sure by its first bytes before what needs a closer look.
    private static readonly IUnpacker[] Unpackers =
    [
        new GzipUnpacker(),
        new ZstdUnpacker(),
        new Bzip2Unpacker(),
        new ZipUnpacker(),
        new ForeignUnpacker(),
        new EncodingUnpacker(),
        new TarUnpacker(),
        new ZlibUnpacker(),
    ];

    /// <summary>Opens a file, or standard input for <c>-</c>.</summary>
    /// <param name="path">The path of the file, or <c>-</c>.</param>
    /// <param name="context">Where damage is told, and what cancels.</param>
    /// <param name="progress">Counts the bytes that are read; may be null.</param>
    /// <exception cref="ProfileFormatException">
    /// The input is empty, nothing of it can be unpacked, or it is an archive of several files.
    /// </exception>
    /// <exception cref="IOException">The file cannot be opened or read.</exception>
    /// <exception cref="OperationCanceledException">The context was cancelled.</exception>
    public static ProfileInput Open(string path, ConversionContext context, InputProgress? progress = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(context);
        if (path == StandardInput)
        {
            return Open(new PackedInput(path, Console.OpenStandardInput()), null, context, progress);
        }

        FileStream file = OpenFile(path);
        long? length = file.CanSeek ? file.Length : null;
        return Open(new PackedInput(path, file) { File = file.CanSeek ? file : null }, length, context, progress);
    }

    /// <summary>Takes over a stream, which need not seek, and closes it when the input is disposed.</summary>
    /// <param name="stream">The bytes, packed or not.</param>
    /// <param name="name">The name for messages; its ending helps where the content leaves a choice of formats.</param>
    /// <param name="context">Where damage is told, and what cancels.</param>
    /// <exception cref="ProfileFormatException">
    /// The input is empty, nothing of it can be unpacked, or it is an archive of several files.
    /// </exception>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    /// <exception cref="OperationCanceledException">The context was cancelled.</exception>
    public static ProfileInput Open(Stream stream, string name, ConversionContext context)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(context);
        return Open(new PackedInput(name, stream), null, context, null);
    }

    // No buffer: readers ask for large pieces, which go straight into their own.
    private static FileStream OpenFile(string path)
    {
        if (path.Length == 0 || path.Contains('\0', StringComparison.Ordinal))
        {
            throw new FileNotFoundException($"{Found.Quote(path)}: expected a file, found nothing of this name", path);
        }

        if (Directory.Exists(path))
        {
            throw new IOException($"{path}: expected a file, found a directory");
        }

        try
        {
            return new FileStream(
                path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 0, FileOptions.SequentialScan);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new FileNotFoundException($"{path}: expected a file, found nothing of this name", path, e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new IOException($"{path}: expected a file that may be read, found one that may not", e);
        }
    }

    private static ProfileInput Open(
        PackedInput packed, long? length, ConversionContext context, InputProgress? progress)
    {
        Stream outermost = packed.Stream;
        try
        {
            if (progress is not null)
            {
                progress.Expect(length);
                outermost = new CountedStream(outermost, progress);
            }

            return Unpack(packed with { Stream = outermost }, context);
        }
        catch
        {
            outermost.Dispose();
            throw;
        }
    }

    private static ProfileInput Unpack(PackedInput packed, ConversionContext context)
    {
        for (int layers = 0; layers <= MaxLayers; layers++)
        {
            var input = ProfileInput.FromStream(packed.Stream, packed.Name);
            if (input.Head.IsEmpty)
            {
                throw new ProfileFormatException(
                    new InputPosition(packed.Name), "expected a profile, found an empty input");
            }

            if (Find(input.Head) is not { } unpacker)
            {
                return input;
            }

            packed = unpacker.Unpack(packed with { Stream = input.Stream }, context);
        }

        throw new ProfileFormatException(
            new InputPosition(packed.Name),
            string.Create(CultureInfo.InvariantCulture, $"expected at most {MaxLayers} layers of packing, found more"));
    }

    private static IUnpacker? Find(ReadOnlySpan<byte> head)
    {
        foreach (IUnpacker unpacker in Unpackers)
        {
            if (unpacker.Recognises(head))
            {
                return unpacker;
            }
        }

        return null;
    }
}
