using System.Formats.Tar;
using Refold.Formats.Sources;

namespace Refold.Formats.Packing;

/// <summary>A tar archive, read sequentially, so that it may come from a pipe.</summary>
internal sealed class TarArchive : IArchive
{
    private readonly PeekedStream _packed;
    private readonly TarReader _reader;
    private ArchivedStream? _current;

    /// <param name="packed">The archive, which is closed with this one.</param>
    public TarArchive(Stream packed)
    {
        _packed = new PeekedStream(packed);
        _reader = new TarReader(_packed);
    }

    /// <inheritdoc/>
    public string Packing => "tar";

    /// <summary>Whether the archive lacks the blocks of zeros that mark its end.</summary>
    public bool LacksEndMark { get; private set; }

    /// <inheritdoc/>
    public (string Name, Stream Content)? Next()
    {
        if (_current is { IsBroken: true })
        {
            return _current.IsSalvaged ? null : throw new EndOfStreamException();
        }

        while (_reader.GetNextEntry() is { } entry)
        {
            bool isFile = entry.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile
                or TarEntryType.ContiguousFile;
            if (isFile && !ArchiveContents.IsHidden(entry.Name))
            {
                _current = new ArchivedStream(entry.DataStream ?? Stream.Null, entry.Length);
                return (entry.Name, _current);
            }
        }

        LacksEndMark = _packed.HasEnded;
        return null;
    }

    /// <inheritdoc/>
    public void Dispose() => _reader.Dispose();
}
