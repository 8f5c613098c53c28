using ICSharpCode.SharpZipLib.Zip;

namespace Refold.Formats.Inputs;

/// <summary>zip. Its table of contents lies at its end, so an archive from a pipe goes into a temporary file first.</summary>
internal sealed class ZipUnpacker : IUnpacker
{
    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> head) =>
        head.StartsWith("PK\x3\x4"u8) || head.StartsWith("PK\x5\x6"u8);

    /// <inheritdoc/>
    public PackedInput Unpack(PackedInput packed, ConversionContext context)
    {
        Stream file = packed.File ?? TemporaryCopy.Of(packed, context);
        try
        {
            var archive = new ZipFile(file);
            ZipEntry entry = OnlyFile(archive, packed.Name);
            string name = $"{packed.Name}/{entry.Name}";
            var content = new ZipEntryStream(archive, entry);
            return new PackedInput(name, new SalvagingStream(content, "zip", name, context));
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

    private static ZipEntry OnlyFile(ZipFile archive, string name)
    {
        List<ZipEntry> files = [];
        foreach (ZipEntry entry in archive)
        {
            if (entry.IsFile && !ArchiveContents.IsHidden(entry.Name))
            {
                files.Add(entry);
            }
        }

        if (files.Count != 1)
        {
            throw ArchiveContents.NotOne(name, [.. files.Select(f => f.Name)]);
        }

        return !files[0].IsCrypted
            ? files[0]
            : throw new ProfileFormatException(
                new InputPosition(name), $"expected a file without password, found {Found.Quote(files[0].Name)}");
    }
}
