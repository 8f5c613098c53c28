using Refold.Tables;

namespace Refold.Formats.FlameGraph;

/// <summary>The small files that options name: read and written whole, as UTF-8 with any other bytes kept.</summary>
internal static class OptionFile
{
    /// <summary>The lines of a file, without their ends.</summary>
    /// <exception cref="IOException">It could not be read.</exception>
    public static string[] ReadLines(string path)
    {
        try
        {
            string text = Utf8Text.Decode(File.ReadAllBytes(path));
            return text.TrimEnd('\n').Split('\n').Select(line => line.TrimEnd('\r')).ToArray();
        }
        catch (Exception e) when (e is UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new IOException($"cannot read '{path}': {e.Message}", e);
        }
    }

    /// <summary>Writes a file anew.</summary>
    /// <exception cref="IOException">It could not be written.</exception>
    public static void Write(string path, IEnumerable<byte[]> parts)
    {
        try
        {
            File.WriteAllBytes(path, parts.SelectMany(p => p).ToArray());
        }
        catch (Exception e) when (e is UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new IOException($"cannot write '{path}': {e.Message}", e);
        }
    }
}
