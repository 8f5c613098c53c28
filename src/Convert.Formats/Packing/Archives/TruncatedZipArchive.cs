using ICSharpCode.SharpZipLib;
using ICSharpCode.SharpZipLib.Zip;

namespace Refold.Formats.Packing;

/// <summary>A truncated zip archive, for example of an interrupted download.</summary>
/// <remarks>
/// <code>
/// [ header │ packed file ][ header │ packed file ] … [ table of contents ]
///                                    ↑ truncated here: the table is lost, but each earlier file has a header
/// </code>
/// </remarks>
internal sealed class TruncatedZipArchive : IArchive
{
    private readonly string _name;
    private readonly Stream _file;
    private readonly ZipInputStream _files;
    private ArchivedStream? _current;

    /// <param name="name">The name of the archive, for messages.</param>
    /// <param name="file">The archive, which is closed with this one.</param>
    public TruncatedZipArchive(string name, Stream file)
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
                    : new TruncatedZipStream(_files, _file);
                _current = new ArchivedStream(content, entry.Size);
                return (entry.Name, _current);
            }
        }

        return _current is { IsSalvaged: true } ? null : throw new EndOfStreamException();
    }

    /// <inheritdoc/>
    public void Dispose() => _files.Dispose();

    // Bytes that are not a header are the end: the table of contents, or a truncated header.
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
