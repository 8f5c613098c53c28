using System.Formats.Tar;

namespace Refold.Formats.Inputs;

/// <summary>The one file of a tar archive; that it is the only one shows at its end.</summary>
internal sealed class TarEntryStream : ForwardStream
{
    private readonly TarReader _archive;
    private readonly string _archiveName;
    private Stream _content = Null;
    private bool _ended;

    /// <summary>Goes to the first file of an archive.</summary>
    /// <exception cref="ProfileFormatException">There is none, or the archive is damaged.</exception>
    public TarEntryStream(TarReader archive, string archiveName)
    {
        _archive = archive;
        _archiveName = archiveName;
        try
        {
            EntryName = NextFile() ?? throw ArchiveContents.NotOne(archiveName, []);
        }
        catch (Exception e) when (SalvagingStream.IsDamage(e))
        {
            throw new ProfileFormatException(
                new InputPosition(archiveName), "expected a tar archive, found a damaged one", e);
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
        const int MaxEntries = 10_000;
        List<string> names = [EntryName];
        while (names.Count < MaxEntries && NextFile() is { } name)
        {
            names.Add(name);
        }

        if (names.Count > 1)
        {
            throw ArchiveContents.NotOne(_archiveName, names);
        }
    }

    private string? NextFile()
    {
        while (_archive.GetNextEntry() is { } entry)
        {
            bool isFile = entry.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile
                or TarEntryType.ContiguousFile;
            if (isFile && !ArchiveContents.IsHidden(entry.Name))
            {
                _content = entry.DataStream ?? Null;
                return entry.Name;
            }
        }

        return null;
    }
}
