using Refold.Text;

namespace Refold.Formats.FlameGraph;

/// <summary>
/// Colours that names had in earlier graphs, kept in a file so that they have them again: flamegraph.pl's
/// <c>palette.map</c>, one <c>name->rgb(r,g,b)</c> a line, sorted by name.
/// </summary>
/// <remarks>
/// The colour stands behind the last arrow of a line, since names of inlined Java methods and of lambdas hold arrows
/// too. flamegraph.pl takes what stands between the first two.
/// </remarks>
internal sealed class PaletteMap
{
    private readonly Dictionary<string, Rgb> _colors = new(StringComparer.Ordinal);

    /// <summary>Reads a map; one that is not there yet is empty.</summary>
    /// <remarks>
    /// The map will take the place of the file, so everything in the file must be understood: of any other file nothing
    /// would be left.
    /// </remarks>
    /// <exception cref="ProfileFormatException">It is no palette map.</exception>
    /// <exception cref="IOException">It could not be read, or is no file.</exception>
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

    /// <summary>The colour of a name, if it has one yet.</summary>
    public bool TryGet(ReadOnlySpan<byte> name, out Rgb color) => _colors.TryGetValue(Utf8Text.Decode(name), out color);

    /// <summary>Gives a name a colour.</summary>
    public void Set(ReadOnlySpan<byte> name, Rgb color) => _colors[Utf8Text.Decode(name)] = color;

    /// <summary>Writes the map, sorted by the bytes of the names, whole or not at all.</summary>
    /// <exception cref="ProfileFormatException">The file has become something else since it was read.</exception>
    /// <exception cref="IOException">It could not be written.</exception>
    public void Write(string path)
    {
        // It may be the output, which has been written by now.
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
        if (file.Exists && IsDoor(File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? file.FullName))
        {
            throw new IOException($"{path}: expected a palette map, found a device");
        }

        // An empty file holds an empty map; so does a named pipe, whose reading would wait.
        return file.Exists && file.Length > 0;
    }

    private static bool IsDoor(string path) =>
        path.StartsWith("/dev/", StringComparison.Ordinal) || path.StartsWith("/proc/", StringComparison.Ordinal);

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
