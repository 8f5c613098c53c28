namespace Refold.Formats.Packing;

/// <summary>The only file of an archive.</summary>
/// <remarks>Further files are detected, and are an error, when the end of the first one is reached.</remarks>
internal sealed class OnlyFileStream : ReadOnlyStream
{
    private const int MaxFiles = 10_000;

    private readonly IArchive _archive;
    private readonly string _archiveName;
    private readonly ConversionContext _context;
    private readonly Stream _content;
    private bool _ended;

    /// <summary>Opens the first file of an archive, which is closed with this stream.</summary>
    /// <param name="archive">The archive.</param>
    /// <param name="archiveName">The name of the archive, for messages.</param>
    /// <param name="context">Receives a warning if the archive is truncated.</param>
    /// <exception cref="ProfileFormatException">There is no file, or the archive is corrupt.</exception>
    public OnlyFileStream(IArchive archive, string archiveName, ConversionContext context)
    {
        _archive = archive;
        _archiveName = archiveName;
        _context = context;
        try
        {
            (EntryName, _content) = archive.Next() ?? throw ArchiveContents.NotOne(archiveName, []);
        }
        catch (Exception e) when (SalvagingStream.IsDamage(e))
        {
            throw ArchiveContents.Damaged(archive.Packing, archiveName, e);
        }
    }

    /// <summary>The name of the file in the archive.</summary>
    public string EntryName { get; }

    /// <exception cref="ProfileFormatException">There are more files.</exception>
    public override int Read(Span<byte> buffer)
    {
        int read = _ended ? 0 : _content.Read(buffer);
        if (read == 0 && !_ended && !buffer.IsEmpty)
        {
            _ended = true;
            CheckOthers();
        }

        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _archive.Dispose();
        }

        base.Dispose(disposing);
    }

    private void CheckOthers()
    {
        List<string> names = [EntryName];
        try
        {
            while (names.Count < MaxFiles && _archive.Next() is { } file)
            {
                names.Add(file.Name);
            }
        }
        catch (Exception e) when (SalvagingStream.IsDamage(e))
        {
            ArchiveContents.WarnOfCut(_archive.Packing, _archiveName, e, names.Count, _context);
        }

        if (names.Count > 1)
        {
            throw ArchiveContents.NotOne(_archiveName, names);
        }
    }
}
