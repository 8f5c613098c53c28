using System.Globalization;
using Refold.Formats.Packing;

namespace Refold.Formats.Sources;

/// <summary>Opens inputs: a file, a pipe or any stream, packed or not.</summary>
/// <remarks>
/// gzip, zlib, bzip2, zstd, zip, tar and UTF-16 are recognised by content, never by name, and unpacked in any nesting
/// up to 8 layers.
/// </remarks>
public static class InputOpener
{
    /// <summary>The name of standard input.</summary>
    public const string StandardInput = "-";

    private const int MaxLayers = 8;

    // In this order: packings with a signature before those whose recognition is costly.
    private static readonly IPacking[] Packings =
    [
        new GzipUnpacker(),
        new ZstdUnpacker(),
        new Bzip2Unpacker(),
        new ZipArchiver(),
        new ForeignUnpacker(),
        new EncodingUnpacker(),
        new TarArchiver(),
        new ZlibUnpacker(),
    ];

    /// <summary>Opens a file, or standard input for <c>-</c>.</summary>
    /// <param name="path">The path of the file, or <c>-</c>.</param>
    /// <param name="context">Receives warnings; its cancellation ends the reading.</param>
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
        return Open(OpenPacked(path, progress), context);
    }

    /// <summary>
    /// Opens a file, or standard input for <c>-</c>, and, if it is an archive, the profiles in it, one by one. Other
    /// files in the archive are skipped, with a note.
    /// </summary>
    /// <param name="path">
    /// The path of the file, or <c>-</c>; of an archive, <c>!</c> and the name of a file in it, or a pattern with * and
    /// ?, may follow: <c>debug.zip!cpu.pprof</c>.
    /// </param>
    /// <param name="context">Receives warnings; its cancellation ends the reading.</param>
    /// <param name="isProfile">Whether a file of an archive is a profile; used if the path names none.</param>
    /// <param name="progress">Counts the bytes that are read; may be null.</param>
    /// <returns>The inputs. Each can be read until the next is requested, and is then closed.</returns>
    /// <exception cref="ProfileFormatException">
    /// The input is empty, nothing of it can be unpacked, or it is an archive without a profile.
    /// </exception>
    /// <exception cref="IOException">The file cannot be opened or read.</exception>
    /// <exception cref="OperationCanceledException">The context was cancelled.</exception>
    public static IEnumerable<ProfileInput> OpenAll(
        string path, ConversionContext context, Predicate<ProfileInput> isProfile, InputProgress? progress = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(isProfile);
        (string file, string? entry) = ArchivePath.Split(path);
        return new ArchiveWalk(entry, isProfile, context).Run(OpenPacked(file, progress));
    }

    /// <summary>
    /// Opens a stream and, if it is an archive, the profiles in it, one by one.
    /// </summary>
    /// <param name="stream">The bytes, packed or not; closed at the end.</param>
    /// <param name="name">The name for messages; its extension decides if the content fits several formats.</param>
    /// <param name="context">Receives warnings; its cancellation ends the reading.</param>
    /// <param name="isProfile">Whether a file of an archive is a profile.</param>
    /// <returns>The inputs. Each can be read until the next is requested, and is then closed.</returns>
    /// <exception cref="ProfileFormatException">
    /// The input is empty, nothing of it can be unpacked, or it is an archive without a profile.
    /// </exception>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    /// <exception cref="OperationCanceledException">The context was cancelled.</exception>
    public static IEnumerable<ProfileInput> OpenAll(
        Stream stream, string name, ConversionContext context, Predicate<ProfileInput> isProfile)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(isProfile);
        return new ArchiveWalk(null, isProfile, context).Run(new PackedInput(name, stream));
    }

    /// <summary>Opens a stream, which need not seek and is closed with the input.</summary>
    /// <param name="stream">The bytes, packed or not.</param>
    /// <param name="name">The name for messages; its extension decides if the content fits several formats.</param>
    /// <param name="context">Receives warnings; its cancellation ends the reading.</param>
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
        return Open(new PackedInput(name, stream), context);
    }

    /// <summary>Removes layers of packing until an input or an archive is left.</summary>
    /// <param name="packed">The input; closed with the result.</param>
    /// <param name="layers">The number of layers around the input; the removed ones, and an archive, are added.</param>
    /// <param name="context">Receives warnings.</param>
    internal static (ProfileInput? Input, IArchive? Archive) Peel(
        PackedInput packed, ref int layers, ConversionContext context)
    {
        try
        {
            while (true)
            {
                ProfileInput input = Begin(packed);
                packed = packed with { Stream = input.Stream };
                IPacking? packing = Array.Find(Packings, packing => packing.Recognises(input.Head));
                if (packing is null)
                {
                    return (input, null);
                }

                if (layers++ == MaxLayers)
                {
                    throw TooManyLayers(packed.Name);
                }

                if (packing is IArchiver archiver)
                {
                    return (null, archiver.Open(packed, context));
                }

                packed = ((IUnpacker)packing).Unpack(packed, context);
            }
        }
        catch
        {
            packed.Stream.Dispose();
            throw;
        }
    }

    private static PackedInput OpenPacked(string path, InputProgress? progress)
    {
        FileStream? file = path == StandardInput ? null : OpenFile(path);
        Stream stream = file ?? Console.OpenStandardInput();
        if (progress is not null)
        {
            progress.Expect(file is { CanSeek: true } ? file.Length : null);
            stream = new CountedStream(stream, progress);
        }

        return new PackedInput(path, stream) { File = file is { CanSeek: true } ? file : null };
    }

    // No buffer: readers read large pieces into buffers of their own.
    private static FileStream OpenFile(string path)
    {
        if (path.Length == 0 || path.Contains('\0', StringComparison.Ordinal))
        {
            throw new FileNotFoundException($"{MessageText.Quote(path)}: no such file", path);
        }

        if (Directory.Exists(path))
        {
            throw new IOException($"{path}: is a directory");
        }

        try
        {
            return new FileStream(
                path,
                FileMode.Open,
                FileAccess.Read,
                FileShare.ReadWrite | FileShare.Delete,
                bufferSize: 0,
                FileOptions.SequentialScan);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new FileNotFoundException($"{path}: no such file", path, e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new IOException($"{path}: permission denied", e);
        }
    }

    private static ProfileInput Open(PackedInput packed, ConversionContext context)
    {
        int layers = 0;
        while (true)
        {
            (ProfileInput? input, IArchive? archive) = Peel(packed, ref layers, context);
            if (archive is null)
            {
                return input!;
            }

            packed = OnlyFile(archive, packed.Name, context);
        }
    }

    private static PackedInput OnlyFile(IArchive archive, string archiveName, ConversionContext context)
    {
        try
        {
            var file = new OnlyFileStream(archive, archiveName, context);
            string name = $"{archiveName}{ArchivePath.Separator}{ArchivePath.Shown(file.EntryName)}";
            return new PackedInput(name, new SalvagingStream(file, archive.Packing, name, context));
        }
        catch
        {
            archive.Dispose();
            throw;
        }
    }

    private static ProfileInput Begin(PackedInput packed)
    {
        var input = ProfileInput.FromStream(packed.Stream, packed.Name);
        return !input.Head.IsEmpty ? input : throw new ProfileFormatException(
            new InputPosition(packed.Name), "expected a profile, found an empty input");
    }

    private static ProfileFormatException TooManyLayers(string name) => new(
        new InputPosition(name),
        string.Create(CultureInfo.InvariantCulture, $"expected at most {MaxLayers} layers of packing, found more"));
}
