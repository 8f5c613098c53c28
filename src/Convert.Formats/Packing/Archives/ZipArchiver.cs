using ICSharpCode.SharpZipLib.Zip;
using Refold.Formats.Sources;

namespace Refold.Formats.Packing;

/// <summary>zip. Its table of contents lies at its end, so an archive from a pipe goes into a temporary file first.</summary>
internal sealed class ZipArchiver : IArchiver
{
    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> head) =>
        head.StartsWith("PK\x3\x4"u8) || head.StartsWith("PK\x5\x6"u8);

    /// <summary>Opens an archive; one without a table of contents is a <see cref="CutZipArchive"/>.</summary>
    public IArchive Open(PackedInput packed, ConversionContext context)
    {
        Stream file = packed.File ?? TemporaryCopy.Open(packed, context);
        try
        {
            return new ZipArchive(packed.Name, new ZipFile(file, leaveOpen: true) { IsStreamOwner = true });
        }
        catch (Exception e) when (SalvagingStream.IsDamage(e))
        {
            return new CutZipArchive(packed.Name, file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }
}
