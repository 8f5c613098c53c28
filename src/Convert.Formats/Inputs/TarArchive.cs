using System.Formats.Tar;

namespace Refold.Formats.Inputs;

/// <summary>A tar archive, read from front to back, so that it may come from a pipe.</summary>
internal sealed class TarArchive(Stream packed) : IArchive
{
    private readonly TarReader _reader = new(packed);

    /// <inheritdoc/>
    public (string Name, Stream Content)? Next()
    {
        while (_reader.GetNextEntry() is { } entry)
        {
            bool isFile = entry.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile
                or TarEntryType.ContiguousFile;
            if (isFile && !ArchiveContents.IsHidden(entry.Name))
            {
                return (entry.Name, new BorrowedStream(entry.DataStream ?? Stream.Null));
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public void Dispose() => _reader.Dispose();
}
