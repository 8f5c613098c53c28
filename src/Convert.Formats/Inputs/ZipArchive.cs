using ICSharpCode.SharpZipLib.Zip;

namespace Refold.Formats.Inputs;

/// <summary>A zip archive. One that does not lie in a file goes into a temporary one first.</summary>
internal sealed class ZipArchive : IArchive
{
    private readonly string _name;
    private readonly ZipFile _archive;
    private int _next;

    private ZipArchive(string name, ZipFile archive)
    {
        _name = name;
        _archive = archive;
    }

    /// <inheritdoc/>
    public string Packing => "zip";

    /// <summary>Opens an archive; without a table of contents, it is a <see cref="CutZipArchive"/>.</summary>
    public static IArchive Open(PackedInput packed, ConversionContext context)
    {
        Stream file = packed.File ?? TemporaryCopy.Of(packed, context);
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

    /// <inheritdoc/>
    public (string Name, Stream Content)? Next()
    {
        while (_next < _archive.Count)
        {
            ZipEntry entry = _archive[(int)_next++];
            if (entry.IsFile && !ArchiveContents.IsHidden(entry.Name))
            {
                Stream content = entry.IsCrypted
                    ? new LockedStream(_name, entry.Name)
                    : new ZipEntryStream(_archive, entry, ownsArchive: false);
                return (entry.Name, content);
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public void Dispose() => _archive.Close();
}
