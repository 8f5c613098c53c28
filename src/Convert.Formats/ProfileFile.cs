using Refold.Formats.Outputs;
using Refold.Formats.Sources;

namespace Refold.Formats;

/// <summary>
/// The front door: profiles from and to files, in any of the <see cref="BuiltInFormats"/>.
/// <code>
///     Profile profile = ProfileFile.Read("perf.txt");
///     ProfileFile.Write(profile, "cpu.pb.gz");
/// </code>
/// </summary>
public static class ProfileFile
{
    /// <summary>Reads a profile, whatever its format and packing; the profiles of an archive are merged.</summary>
    /// <param name="path">
    /// The path of a file, or <c>-</c> for standard input; <c>archive.zip!name</c> is one file of an archive.
    /// </param>
    /// <param name="context">Where warnings go, what cancels, what is wanted; null for none of it.</param>
    /// <exception cref="ProfileFormatException">No format knows the content, or it is damaged beyond use.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="OperationCanceledException">The context was cancelled.</exception>
    public static Profile Read(string path, ConversionContext? context = null)
    {
        context ??= new ConversionContext();
        return Read(InputOpener.OpenAll(path, context, IsProfile), context);
    }

    /// <summary>Reads a profile from a stream, whatever its format and packing.</summary>
    /// <param name="stream">The bytes; closed at the end.</param>
    /// <param name="name">The name for messages; its ending helps where the content leaves a choice of formats.</param>
    /// <param name="context">Where warnings go, what cancels, what is wanted; null for none of it.</param>
    /// <exception cref="ProfileFormatException">No format knows the content, or it is damaged beyond use.</exception>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    /// <exception cref="OperationCanceledException">The context was cancelled.</exception>
    public static Profile Read(Stream stream, string name, ConversionContext? context = null)
    {
        context ??= new ConversionContext();
        return Read(InputOpener.OpenAll(stream, name, context, IsProfile), context);
    }

    /// <summary>Reads a profile with a reader of your choice: <c>new FoldedReader(new FoldedOptions { … })</c>.</summary>
    /// <param name="path">The path of a file, or <c>-</c> for standard input.</param>
    /// <param name="reader">The reader.</param>
    /// <param name="context">Where warnings go, what cancels, what is wanted; null for none of it.</param>
    /// <exception cref="ProfileFormatException">The content is not in the reader's format, or is damaged.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="OperationCanceledException">The context was cancelled.</exception>
    public static Profile Read(string path, IProfileReader reader, ConversionContext? context = null)
    {
        ArgumentNullException.ThrowIfNull(reader);
        context ??= new ConversionContext();
        using ProfileInput input = InputOpener.Open(path, context);
        return reader.Read(input, context);
    }

    /// <summary>Writes a profile in the format that the ending of the path names, packed if <c>.gz</c> stands behind.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="path">The path of the file, which is replaced only once all is written.</param>
    /// <param name="context">Where warnings go, and what cancels; null for neither.</param>
    /// <exception cref="ArgumentException">No format that can be written has this ending.</exception>
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
            throw new ArgumentException($"{path}: expected one of the endings {string.Join(", ", known)}", nameof(path));
        }

        Write(profile, path, OutputFile.Create(path, OutputName.IsGzip(path, format!)), writer, context);
    }

    /// <summary>Writes a profile with a writer of your choice: <c>new FoldedWriter(new FoldedOptions { … })</c>.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="path">The path of the file, which is replaced only once all is written.</param>
    /// <param name="writer">The writer.</param>
    /// <param name="context">Where warnings go, and what cancels; null for neither.</param>
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
            EmptyOutput.Report(profile, writer.TypesOf(profile), path, context);
            SumReport.Warn(profile, path, context);
            writer.Write(profile, file.Stream, context);
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
        Detection found = BuiltInFormats.All.Detect(input);
        ProfileFormat format = found.Format ?? throw Detection.ErrorFor(input, found.Foreign);
        return format.CreateReader(FormatOptions.Parse([], format.Options))!.Read(input, context);
    }
}
