using System.IO.Compression;
using System.Text;
using ICSharpCode.SharpZipLib.BZip2;
using ICSharpCode.SharpZipLib.Tar;
using ICSharpCode.SharpZipLib.Zip;

namespace Refold.Formats.Tests.Inputs;

/// <summary>Packs bytes in all formats that inputs may have.</summary>
internal static class Packing
{
    /// <summary>Creates a text that packs to about half its size.</summary>
    public static byte[] Text(int length, int seed = 1)
    {
        var random = new Random(seed);
        byte[] text = new byte[length];
        for (int i = 0; i < length; i++)
        {
            text[i] = (byte)("abcdefgh; \n"[random.Next(11)]);
        }

        return text;
    }

    public static byte[] Gzip(byte[] bytes) => Pack(bytes, packed => new GZipStream(packed, CompressionLevel.Optimal));

    public static byte[] Zlib(byte[] bytes) => Pack(bytes, packed => new ZLibStream(packed, CompressionLevel.Optimal));

    public static byte[] Zstd(byte[] bytes) => Pack(bytes, packed => new ZstdSharp.CompressionStream(packed));

    public static byte[] Bzip2(byte[] bytes) => Pack(bytes, packed => new BZip2OutputStream(packed));

    public static byte[] Tar(params (string Name, byte[] Content)[] files)
    {
        var packed = new MemoryStream();
        using (var archive = new TarOutputStream(packed, Encoding.UTF8) { IsStreamOwner = false })
        {
            foreach ((string name, byte[] content) in files)
            {
                TarEntry entry = TarEntry.CreateTarEntry(name);
                entry.Size = content.Length;
                archive.PutNextEntry(entry);
                archive.Write(content);
                archive.CloseEntry();
            }
        }

        return packed.ToArray();
    }

    public static byte[] Zip(params (string Name, byte[] Content)[] files) =>
        Zip(null, CompressionMethod.Deflated, files);

    public static byte[] Zip(string? password, CompressionMethod method, params (string Name, byte[] Content)[] files)
    {
        var packed = new MemoryStream();
        using (var archive = new ZipOutputStream(packed) { IsStreamOwner = false, Password = password })
        {
            foreach ((string name, byte[] content) in files)
            {
                archive.PutNextEntry(new ZipEntry(name) { CompressionMethod = method, Size = content.Length });
                archive.Write(content);
                archive.CloseEntry();
            }
        }

        return packed.ToArray();
    }

    private static byte[] Pack(byte[] bytes, Func<Stream, Stream> packer)
    {
        var packed = new MemoryStream();
        using (Stream stream = packer(packed))
        {
            stream.Write(bytes);
        }

        return packed.ToArray();
    }
}
