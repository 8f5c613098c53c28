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
            var archive = new ZipFile(file, leaveOpen: true) { IsStreamOwner = true };
            ZipEntry entry = OnlyFile(archive, packed.Name);
            string name = $"{packed.Name}/{entry.Name}";
            var content = new ZipEntryStream(archive, entry);
            return new PackedInput(name, new SalvagingStream(content, "zip", name, context));
        }
        catch (Exception e) when (SalvagingStream.IsDamage(e))
        {
            return FirstFile(new CutZipArchive(packed.Name, file), packed.Name, context);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private static PackedInput FirstFile(CutZipArchive archive, string name, ConversionContext context)
    {
        try
        {
            (string Name, Stream Content) file = archive.Next() ?? throw new EndOfStreamException();
            string inner = $"{name}/{file.Name}";
            var content = new OwningStream(file.Content, archive, () => WarnOfCut(name, context));
            return new PackedInput(inner, new SalvagingStream(content, "zip", inner, context));
        }
        catch (Exception e)
        {
            archive.Dispose();
            if (!SalvagingStream.IsDamage(e))
            {
                throw;
            }

            throw new ProfileFormatException(
                new InputPosition(name),
                "expected a zip archive, found one that ends inside its first file's header",
                e);
        }
    }

    private static void WarnOfCut(string name, ConversionContext context) => context.Diagnostics.WarnOfCut(
        "input.damaged-zip",
        new InputPosition(name),
        "the zip archive ends early, before the end of its table of contents; its first file is read");

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
