using Refold.Tables;

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

    /// <summary>Reads a map; one that is not there yet is empty. Lines that make no sense are warned of.</summary>
    public static PaletteMap Read(string path, DiagnosticLog diagnostics)
    {
        var map = new PaletteMap();
        if (!File.Exists(path))
        {
            return map;
        }

        long number = 0;
        foreach (string line in OptionFile.ReadLines(path))
        {
            number++;
            if (line.Length > 0 && !map.TryAdd(line))
            {
                diagnostics.Warn(
                    "flamegraph.palette-line",
                    new InputPosition(path, Line: number),
                    $"expected 'name->rgb(r,g,b)', found {Found.Quote(line)}");
            }
        }

        return map;
    }

    /// <summary>The colour of a name, if it has one yet.</summary>
    public bool TryGet(ReadOnlySpan<byte> name, out Rgb color) => _colors.TryGetValue(Utf8Text.Decode(name), out color);

    /// <summary>Gives a name a colour.</summary>
    public void Set(ReadOnlySpan<byte> name, Rgb color) => _colors[Utf8Text.Decode(name)] = color;

    /// <summary>Writes the map, sorted by the bytes of the names.</summary>
    public void Write(string path)
    {
        byte[][] names = [.. _colors.Keys.Select(Utf8Text.Encode)];
        byte[][] lines = [.. _colors.Select(c => Utf8Text.Encode($"{c.Key}->{c.Value}\n"))];
        Array.Sort(names, lines, Comparer<byte[]>.Create(static (a, b) => a.AsSpan().SequenceCompareTo(b)));
        OptionFile.Write(path, lines);
    }

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
