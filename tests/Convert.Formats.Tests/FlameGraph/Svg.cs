using System.Xml;
using System.Xml.Linq;
using Refold.Formats.FlameGraph;
using Refold.Testing;

namespace Refold.Formats.Tests.FlameGraph;

/// <summary>A written graph, parsed as XML.</summary>
internal sealed class Svg
{
    private static readonly XNamespace Names = "http://www.w3.org/2000/svg";

    private Svg(string text)
    {
        Text = text;
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore };
        using var reader = XmlReader.Create(new StringReader(text), settings);
        Root = XDocument.Load(reader, LoadOptions.PreserveWhitespace).Root!;
    }

    /// <summary>The whole text.</summary>
    public string Text { get; }

    /// <summary>The outermost element.</summary>
    public XElement Root { get; }

    /// <summary>The elements of the frames, in document order.</summary>
    public IReadOnlyList<XElement> Frames => [.. ById("frames").Elements()];

    /// <summary>The titles of the frames, in document order.</summary>
    public IReadOnlyList<string> Titles => [.. Frames.Select(f => f.Element(Names + "title")!.Value)];

    /// <summary>The labels of the frames, in document order.</summary>
    public IReadOnlyList<string> Labels => [.. Frames.Select(f => f.Element(Names + "text")!.Value)];

    /// <summary>Draws a profile.</summary>
    public static Svg Draw(Profile profile, FlameGraphOptions? options = null, ConversionContext? context = null) =>
        new(new FlameGraphWriter(options).WriteText(profile, context));

    /// <summary>Draws a profile with options of the command line: <c>inverted</c>, <c>width=600</c>.</summary>
    public static Svg Draw(Profile profile, params string[] options)
    {
        var format = new FlameGraphFormat();
        return new(format.CreateWriter(FormatOptions.Parse(options, format.Options)).WriteText(profile));
    }

    /// <summary>Returns the element with an id.</summary>
    public XElement ById(string id) => Root.Descendants().Single(e => (string?)e.Attribute("id") == id);

    /// <summary>Returns an attribute of the rectangle of the frame with a name.</summary>
    public string Rect(string name, string attribute) =>
        (string)Frame(name).Element(Names + "rect")!.Attribute(attribute)!;

    /// <summary>Returns the left edge and the width of a frame, as written: <c>246.0 590.0</c>.</summary>
    public string Place(string name) => Rect(name, "x") + " " + Rect(name, "width");

    private XElement Frame(string name) =>
        Frames.Single(f => f.Element(Names + "title")!.Value.StartsWith(name + " (", StringComparison.Ordinal));
}
