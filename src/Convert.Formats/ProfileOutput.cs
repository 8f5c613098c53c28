namespace Refold.Formats;

/// <summary>Writes profiles to streams and bytes.</summary>
/// <remarks>
/// <code>
/// byte[] bytes = profile.ToBytes("pprof");
/// profile.Write(stream, "speedscope");
/// profile.Write(stream, new FoldedWriter(new FoldedOptions { Counts = 2 }));
/// </code>
/// Files that a writer stores besides its output, such as a color map, are written at the end.
/// </remarks>
public static class ProfileOutput
{
    /// <summary>Writes a profile to a stream.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="stream">The stream, which stays open.</param>
    /// <param name="format">The name of one of the <see cref="BuiltInFormats"/>: <c>pprof</c>.</param>
    /// <param name="context">The context for warnings and cancellation; null for neither.</param>
    /// <exception cref="ArgumentException">No format that can be written has this name.</exception>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    /// <exception cref="OperationCanceledException">The context was cancelled.</exception>
    public static void Write(this Profile profile, Stream stream, string format, ConversionContext? context = null) =>
        profile.Write(stream, CreateWriter(format), context);

    /// <summary>Writes a profile to a stream with a writer and its options.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="stream">The stream, which stays open.</param>
    /// <param name="writer">The writer.</param>
    /// <param name="context">The context for warnings and cancellation; null for neither.</param>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    /// <exception cref="OperationCanceledException">The context was cancelled.</exception>
    public static void Write(
        this Profile profile, Stream stream, IProfileWriter writer, ConversionContext? context = null)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(writer);
        context ??= new ConversionContext();
        WriteTo(profile, stream, writer, "output", context);
        context.Finish();
    }

    /// <summary>Writes a profile to bytes.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="format">The name of one of the <see cref="BuiltInFormats"/>: <c>pprof</c>.</param>
    /// <param name="context">The context for warnings and cancellation; null for neither.</param>
    /// <exception cref="ArgumentException">No format that can be written has this name.</exception>
    /// <exception cref="OperationCanceledException">The context was cancelled.</exception>
    public static byte[] ToBytes(this Profile profile, string format, ConversionContext? context = null)
    {
        using var bytes = new MemoryStream();
        profile.Write(bytes, format, context);
        return bytes.ToArray();
    }

    /// <summary>Writes a profile, and reports an output without values and sums that need more than 64 bits.</summary>
    internal static void WriteTo(
        Profile profile, Stream stream, IProfileWriter writer, string name, ConversionContext context)
    {
        EmptyOutput.Report(profile, writer.TypesOf(profile), name, context);
        SumReport.Warn(profile, name, context);
        writer.Write(profile, stream, context);
    }

    private static IProfileWriter CreateWriter(string name)
    {
        ProfileFormat? format = BuiltInFormats.All.Find(name);
        return format?.CreateWriter(FormatOptions.Parse([], format.Options)) ?? throw new ArgumentException(
            $"'{name}': expected one of the formats {string.Join(", ", Writable())}", nameof(name));
    }

    private static IEnumerable<string> Writable() =>
        BuiltInFormats.All.Formats.Where(f => f.CanWrite).Select(f => f.Name);
}
