using Refold.Formats.Outputs;
using Refold.Formats.Sources;

namespace Refold.Formats;

/// <summary>Reads and writes profiles in any of the <see cref="BuiltInFormats"/>.</summary>
/// <remarks>
/// <code>
/// Profile profile = ProfileFile.Read("perf.txt.gz");
/// ProfileFile.Write(profile, "cpu.pb.gz");
/// </code>
/// <see cref="ProfileOutput"/> writes to streams and bytes.
/// </remarks>
public static class ProfileFile
{
    /// <summary>Reads a file of any format, compressed or not; merges the profiles of an archive.</summary>
    /// <param name="path">
    /// The path of a file, or <c>-</c> for standard input; <c>archive.zip!name</c> is one file of an archive.
    /// </param>
    /// <param name="context">The context for warnings, cancellation and requested facts; null for none of them.</param>
    /// <exception cref="ProfileFormatException">The format is unknown, or the file is corrupt.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="OperationCanceledException">The context was cancelled.</exception>
    public static Profile Read(string path, ConversionContext? context = null)
    {
        context ??= new ConversionContext();
        return Read(InputOpener.OpenAll(path, context, IsProfile), context);
    }

    /// <summary>Reads a profile from a stream of any format, compressed or not.</summary>
    /// <param name="stream">The stream; closed at the end.</param>
    /// <param name="name">
    /// The name for messages. If the content fits several formats, its extension decides: <c>cpu.folded</c>.
    /// </param>
    /// <param name="context">The context for warnings, cancellation and requested facts; null for none of them.</param>
    /// <exception cref="ProfileFormatException">The format is unknown, or the data is corrupt.</exception>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    /// <exception cref="OperationCanceledException">The context was cancelled.</exception>
    public static Profile Read(Stream stream, string name = "input", ConversionContext? context = null)
    {
        context ??= new ConversionContext();
        return Read(InputOpener.OpenAll(stream, name, context, IsProfile), context);
    }

    /// <summary>Reads a profile from bytes of any format, compressed or not.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="name">The name for messages, see <see cref="Read(Stream, string, ConversionContext)"/>.</param>
    /// <param name="context">The context for warnings, cancellation and requested facts; null for none of them.</param>
    /// <exception cref="ProfileFormatException">The format is unknown, or the data is corrupt.</exception>
    /// <exception cref="OperationCanceledException">The context was cancelled.</exception>
    public static Profile Read(byte[] bytes, string name = "input", ConversionContext? context = null) =>
        Read(new MemoryStream(bytes, writable: false), name, context);

    /// <summary>Reads a file with a given reader: <c>new FoldedReader(new FoldedOptions { … })</c>.</summary>
    /// <param name="path">The path of a file, or <c>-</c> for standard input.</param>
    /// <param name="reader">The reader.</param>
    /// <param name="context">The context for warnings, cancellation and requested facts; null for none of them.</param>
    /// <exception cref="ProfileFormatException">The content is not in the reader's format, or is corrupt.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="OperationCanceledException">The context was cancelled.</exception>
    public static Profile Read(string path, IProfileReader reader, ConversionContext? context = null)
    {
        ArgumentNullException.ThrowIfNull(reader);
        context ??= new ConversionContext();
        using ProfileInput input = InputOpener.Open(path, context);
        return reader.Read(input, context);
    }

    /// <summary>Writes a file in the format of its extension, compressed if that ends with <c>.gz</c>.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="path">The path of the file, which is replaced only when the output is complete.</param>
    /// <param name="context">The context for warnings and cancellation; null for neither.</param>
    /// <exception cref="ArgumentException">No format that can be written has this extension.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="OperationCanceledException">The context was cancelled.</exception>
    public static void Write(Profile profile, string path, ConversionContext? context = null)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ProfileFormat? format = OutputName.FindFormat(path, BuiltInFormats.All);
        IProfileWriter? writer = format?.CreateWriter(FormatOptions.Parse(format.OptionsFor(path), format.Options));
        if (writer is null)
        {
            IEnumerable<string> known = BuiltInFormats.All.Formats.Where(f => f.CanWrite).SelectMany(f => f.Extensions);
            throw new ArgumentException(
                $"{path}: expected one of the extensions {string.Join(", ", known)}", nameof(path));
        }

        Write(profile, path, OutputFile.Create(path, OutputName.IsGzip(path, format!)), writer, context);
    }

    /// <summary>Writes a file with a given writer: <c>new FoldedWriter(new FoldedOptions { … })</c>.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="path">The path of the file, which is replaced only when the output is complete.</param>
    /// <param name="writer">The writer.</param>
    /// <param name="context">The context for warnings and cancellation; null for neither.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="OperationCanceledException">The context was cancelled.</exception>
    public static void Write(Profile profile, string path, IProfileWriter writer, ConversionContext? context = null)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(writer);
        Write(profile, path, OutputFile.Create(path), writer, context);
    }

    private static void Write(
        Profile profile, string path, OutputFile file, IProfileWriter writer, ConversionContext? context)
    {
        context ??= new ConversionContext();
        using (file)
        {
            ProfileOutput.WriteTo(profile, file.Stream, writer, path, context);
            file.Commit();
        }

        context.Finish();
    }

    private static bool IsProfile(ProfileInput input) =>
        BuiltInFormats.All.Detect(input, looksFurther: false).Format is not null;

    private static Profile Read(IEnumerable<ProfileInput> inputs, ConversionContext context)
    {
        var merger = new ProfileMerger(context);
        foreach (ProfileInput input in inputs)
        {
            merger.Add(Read(input, context), input.Name);
        }

        return merger.Build();
    }

    private static Profile Read(ProfileInput input, ConversionContext context)
    {
        Detection detection = BuiltInFormats.All.Detect(input);
        ProfileFormat format = detection.Format ?? throw Detection.ErrorFor(input, detection.Foreign);
        return format.CreateReader(FormatOptions.Parse([], format.Options))!.Read(input, context);
    }
}
