using ICSharpCode.SharpZipLib;
using ICSharpCode.SharpZipLib.Zip;

namespace Refold.Formats.Packing;

/// <summary>A zip archive that is cut off, for example by an interrupted download.</summary>
/// <remarks>
/// <code>
/// [ header │ packed file ][ header │ packed file ] … [ table of contents ]
///                                    ↑ cut: the table is lost, but each file before has a header of its own
/// </code>
/// </remarks>
internal sealed class CutZipArchive : IArchive
{
    private readonly string _name;
    private readonly Stream _file;
    private readonly ZipInputStream _files;
    private ArchivedStream? _current;

    /// <param name="name">The name of the archive, for messages.</param>
    /// <param name="file">The archive, which is closed with this one.</param>
    public CutZipArchive(string name, Stream file)
    {
        _name = name;
        _file = file;
        _file.Position = 0;
        _files = new ZipInputStream(file);
    }

    /// <inheritdoc/>
    public string Packing => "zip";

    /// <inheritdoc/>
    public (string Name, Stream Content)? Next()
    {
        while (_current is not { IsBroken: true } && NextEntry() is { } entry)
        {
            if (entry.IsFile && !ArchiveContents.IsHidden(entry.Name))
            {
                Stream content = entry.IsCrypted
                    ? new LockedStream(_name, entry.Name)
                    : new CutZipStream(_files, _file);
                _current = new ArchivedStream(content, entry.Size);
                return (entry.Name, _current);
            }
        }

        return _current is { IsSalvaged: true } ? null : throw new EndOfStreamException();
    }

    /// <inheritdoc/>
    public void Dispose() => _files.Dispose();

    // What cannot be read as a header is the end: the table of contents, or a header that is cut off itself.
    private ZipEntry? NextEntry()
    {
        try
        {
            return _files.GetNextEntry();
        }
        catch (Exception e) when (e is SharpZipBaseException or EndOfStreamException)
        {
            return null;
        }
    }
}
