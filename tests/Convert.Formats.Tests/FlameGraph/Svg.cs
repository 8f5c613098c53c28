using System.Xml;
using System.Xml.Linq;
using Refold.Formats.FlameGraph;
using Refold.Testing;

namespace Refold.Formats.Tests.FlameGraph;

/// <summary>A written graph, taken apart by an XML parser.</summary>
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

    /// <summary>The elements of the frames, in their order.</summary>
    public IReadOnlyList<XElement> Frames => [.. ById("frames").Elements()];

    /// <summary>The titles of the frames, in their order.</summary>
    public IReadOnlyList<string> Titles => [.. Frames.Select(f => f.Element(Names + "title")!.Value)];

    /// <summary>The labels of the frames, in their order.</summary>
    public IReadOnlyList<string> Labels => [.. Frames.Select(f => f.Element(Names + "text")!.Value)];

    /// <summary>The graph of a profile.</summary>
    public static Svg Of(Profile profile, FlameGraphOptions? options = null, ConversionContext? context = null) =>
        new(new FlameGraphWriter(options).WriteText(profile, context));

    /// <summary>The graph of a profile, by options as the command line gives them.</summary>
    public static Svg Of(Profile profile, params string[] options)
    {
        var format = new FlameGraphFormat();
        return new(format.CreateWriter(FormatOptions.Parse(options, format.Options)).WriteText(profile));
    }

    /// <summary>The element of an id.</summary>
    public XElement ById(string id) => Root.Descendants().Single(e => (string?)e.Attribute("id") == id);

    /// <summary>An attribute of the rectangle of the frame whose title begins with a name and a bracket.</summary>
    public string Rect(string name, string attribute) => (string)Frame(name).Element(Names + "rect")!.Attribute(attribute)!;

    /// <summary>The left edge and the width of a frame, as they are written.</summary>
    public string Place(string name) => Rect(name, "x") + " " + Rect(name, "width");

    private XElement Frame(string name) =>
        Frames.Single(f => f.Element(Names + "title")!.Value.StartsWith(name + " (", StringComparison.Ordinal));
}
