using Refold.Formats.Outputs;
using Refold.Text;

namespace Refold.Formats.FlameGraph;

/// <summary>
/// The colours of names in earlier graphs, kept in a file so that later graphs use them again: the <c>palette.map</c>
/// of flamegraph.pl.
/// </summary>
/// <remarks>
/// <code>
/// main->rgb(231,122,29)                       one name per line, sorted by the bytes of the names
/// inlined->java/util/A:::b->rgb(101,247,101)  names of inlined Java methods and lambdas contain arrows
/// </code>
/// The last arrow of a line separates name and colour. flamegraph.pl takes the text between the first two as colour.
/// </remarks>
internal sealed class PaletteMap
{
    private readonly Dictionary<string, Rgb> _colors = new(StringComparer.Ordinal);

    /// <summary>Reads a map; a file that does not exist is an empty map.</summary>
    /// <remarks>
    /// <see cref="Write"/> replaces the file, so a line that is not understood is an error: it would be lost, and a
    /// file named by mistake would be overwritten.
    /// </remarks>
    /// <exception cref="ProfileFormatException">A line is not a name and a colour.</exception>
    /// <exception cref="IOException">The file cannot be read, or is a directory or device.</exception>
    public static PaletteMap Read(string path)
    {
        var map = new PaletteMap();
        if (!HasContent(path))
        {
            return map;
        }

        string[] lines = OptionFile.ReadLines(path);
        for (int i = 0; i < lines.Length; i++)
        {
            if (!map.TryAdd(lines[i]))
            {
                throw new ProfileFormatException(
                    new InputPosition(path, Line: i + 1),
                    $"expected a palette map with lines 'name->rgb(r,g,b)', found {MessageText.Quote(lines[i])}");
            }
        }

        return map;
    }

    /// <summary>Finds the colour of a name.</summary>
    public bool TryGet(ReadOnlySpan<byte> name, out Rgb color) => _colors.TryGetValue(Utf8Text.Decode(name), out color);

    /// <summary>Sets the colour of a name.</summary>
    public void Set(ReadOnlySpan<byte> name, Rgb color) => _colors[Utf8Text.Decode(name)] = color;

    /// <summary>Replaces the file by the map, sorted by the bytes of the names.</summary>
    /// <exception cref="ProfileFormatException">The file no longer contains a palette map.</exception>
    /// <exception cref="IOException">The file cannot be written; it stays as it was.</exception>
    public void Write(string path)
    {
        // The path may be that of the output, which has been written by now and must not be overwritten.
        Read(path);
        byte[][] names = [.. _colors.Keys.Select(Utf8Text.Encode)];
        byte[][] lines = [.. _colors.Select(c => Utf8Text.Encode($"{c.Key}->{c.Value}\n"))];
        Array.Sort(names, lines, Comparer<byte[]>.Create(static (a, b) => a.AsSpan().SequenceCompareTo(b)));
        OptionFile.Write(path, lines);
    }

    private static bool HasContent(string path)
    {
        if (Directory.Exists(path))
        {
            throw new IOException($"{path}: expected a palette map, found a directory");
        }

        var file = new FileInfo(path);
        if (file.Exists && OutputFile.IsSystemPath(ResolveLink(path)))
        {
            throw new IOException($"{path}: expected a palette map, found a device");
        }

        // An empty file is an empty map. A named pipe has no length either, and reading it could block.
        return file.Exists && file.Length > 0;
    }

    private static string ResolveLink(string path) =>
        File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? Path.GetFullPath(path);

    private bool TryAdd(string line)
    {
        int arrow = line.LastIndexOf("->", StringComparison.Ordinal);
        if (arrow < 0 || !Rgb.TryParse(line[(arrow + 2)..], out Rgb color))
        {
            return false;
        }

        _colors[line[..arrow]] = color;
        return true;
    }
}
