using System.Globalization;
using Refold.Formats.Outputs;
using Refold.Text;

namespace Refold.Formats.FlameGraph;

/// <summary>The small files that options name: read and written whole, as UTF-8 with any other bytes kept.</summary>
internal static class OptionFile
{
    // A device such as /dev/zero never ends.
    private const int MaxLength = 1 << 26;

    /// <summary>The lines of a file, without their ends.</summary>
    /// <exception cref="IOException">It could not be read.</exception>
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

    /// <summary>Writes a file anew, whole or not at all.</summary>
    /// <exception cref="IOException">It could not be written.</exception>
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
