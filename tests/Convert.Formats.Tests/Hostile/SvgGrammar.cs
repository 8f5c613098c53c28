using System.Text;
using System.Xml;
using Xunit;

namespace Refold.Formats.Tests.Hostile;

/// <summary>Parses a picture as XML, and fails at elements and attributes that the writers never write.</summary>
internal static class SvgGrammar
{
    private static readonly string[] Elements =
    [
        // Flame graphs.
        "svg", "defs", "linearGradient", "stop", "style", "script", "rect", "text", "g", "title", "metadata",

        // Graphviz.
        "polygon", "path", "ellipse", "polyline", "a",
    ];

    private static readonly string[] Attributes =
    [
        "version", "width", "height", "viewBox", "xmlns", "xmlns:xlink", "id", "class", "x", "y", "x1", "x2", "y1",
        "y2", "rx", "ry", "cx", "cy", "d", "points", "fill", "stroke", "stroke-width", "stroke-dasharray", "stop-color",
        "offset", "type", "transform", "text-anchor", "font-family", "font-size", "xlink:title",
    ];

    /// <summary>Returns the number of elements of each name.</summary>
    public static Dictionary<string, int> Read(byte[] svg)
    {
        // Invalid UTF-8 is an error that XmlReader would not report for a string.
        string text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(svg);
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null };
        var counts = new Dictionary<string, int>();
        using var reader = XmlReader.Create(new StringReader(text), settings);
        while (reader.Read())
        {
            if (reader.NodeType == XmlNodeType.Element)
            {
                Assert.Contains(reader.Name, Elements);
                counts[reader.Name] = counts.GetValueOrDefault(reader.Name) + 1;
                CheckAttributes(reader);
            }
        }

        Assert.DoesNotContain(text, c => char.IsControl(c) && c is not ('\n' or '\t'));
        return counts;
    }

    private static void CheckAttributes(XmlReader reader)
    {
        while (reader.MoveToNextAttribute())
        {
            bool isStart = reader.Name == "onload" && reader.Value == "init(evt)";
            Assert.True(isStart || Attributes.Contains(reader.Name), $"attribute {reader.Name}=\"{reader.Value}\"");
        }
    }
}
