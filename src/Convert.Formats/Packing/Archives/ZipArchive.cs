using ICSharpCode.SharpZipLib.Zip;

namespace Refold.Formats.Packing;

/// <summary>A zip archive with its table of contents.</summary>
internal sealed class ZipArchive : IArchive
{
    private readonly string _name;
    private readonly ZipFile _archive;
    private int _next;

    /// <param name="name">The name of the archive, for messages.</param>
    /// <param name="archive">The archive, which is closed with this one.</param>
    public ZipArchive(string name, ZipFile archive)
    {
        _name = name;
        _archive = archive;
    }

    /// <inheritdoc/>
    public string Packing => "zip";

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
                    : new ZipEntryStream(_archive, entry);
                return (entry.Name, content);
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public void Dispose() => _archive.Close();
}
