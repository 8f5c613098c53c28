using System.Globalization;
using Refold.Formats.Outputs;
using Refold.Text;

namespace Refold.Formats.FlameGraph;

/// <summary>Reads and writes the small files that options name. Bytes that are not UTF-8 are kept.</summary>
internal static class OptionFile
{
    // A device such as /dev/zero has no end.
    private const int MaxLength = 1 << 26;

    /// <summary>Reads the lines of a file, without their line ends.</summary>
    /// <exception cref="IOException">The file cannot be read, or is longer than 64 MiB.</exception>
    public static string[] ReadLines(string path)
    {
        try
        {
            string text = Utf8Text.Decode(ReadBytes(path));
            return text.TrimEnd('\n').Split('\n').Select(line => line.TrimEnd('\r')).ToArray();
        }
        catch (Exception e) when (e is UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new IOException($"cannot read {MessageText.Quote(path)}: {e.Message}", e);
        }
    }

    /// <summary>Replaces a file by new content.</summary>
    /// <exception cref="IOException">The file cannot be written; it stays as it was.</exception>
    public static void Write(string path, IEnumerable<byte[]> parts)
    {
        using OutputFile file = OutputFile.Create(path);
        foreach (byte[] part in parts)
        {
            file.Stream.Write(part);
        }

        file.Commit();
    }

    private static byte[] ReadBytes(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read);
        using var bytes = new MemoryStream();
        byte[] buffer = new byte[1 << 16];
        for (int read = file.Read(buffer); read > 0; read = file.Read(buffer))
        {
            bytes.Write(buffer, 0, read);
            if (bytes.Length > MaxLength)
            {
                string most = MaxLength.ToString(CultureInfo.InvariantCulture);
                throw new IOException($"{path}: expected at most {most} bytes, found more");
            }
        }

        return bytes.ToArray();
    }
}
