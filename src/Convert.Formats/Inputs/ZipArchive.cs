using ICSharpCode.SharpZipLib.Zip;

namespace Refold.Formats.Inputs;

/// <summary>A zip archive. One that does not lie in a file goes into a temporary one first.</summary>
internal sealed class ZipArchive : IArchive
{
    private readonly string _name;
    private readonly ZipFile _archive;
    private int _next;

    /// <exception cref="ProfileFormatException">The archive is damaged.</exception>
    public ZipArchive(PackedInput packed, ConversionContext context)
    {
        _name = packed.Name;
        Stream file = packed.File ?? TemporaryCopy.Of(packed, context);
        try
        {
            _archive = new ZipFile(file);
        }
        catch (Exception e)
        {
            file.Dispose();
            if (!SalvagingStream.IsDamage(e))
            {
                throw;
            }

            throw new ProfileFormatException(
                new InputPosition(packed.Name), "expected a zip archive, found a damaged one", e);
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

    // A file with a password is an error only if it is read.
    private sealed class LockedStream(string archive, string entry) : ForwardStream
    {
        public override int Read(Span<byte> buffer) => throw new ProfileFormatException(
            new InputPosition(archive), $"expected a file without password, found {Found.Quote(entry)}");
    }
}
