using ICSharpCode.SharpZipLib.Zip;
using Refold.Formats.Sources;

namespace Refold.Formats.Packing;

/// <summary>zip. The table of contents is at the end, so an archive from a pipe is first copied to a file.</summary>
internal sealed class ZipArchiver : IArchiver
{
    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> head) =>
        head.StartsWith("PK\x3\x4"u8) || head.StartsWith("PK\x5\x6"u8);

    /// <summary>Opens an archive; one without a table of contents is a <see cref="TruncatedZipArchive"/>.</summary>
    public IArchive Open(PackedInput packed, ConversionContext context)
    {
        Stream file = packed.File ?? TemporaryCopy.Open(packed, context);
        try
        {
            return new ZipArchive(packed.Name, new ZipFile(file, leaveOpen: true) { IsStreamOwner = true });
        }
        catch (Exception e) when (SalvagingStream.IsDamage(e))
        {
            return new TruncatedZipArchive(packed.Name, file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }
}
