using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Refold.Text;

namespace Refold.Formats.FlameGraph;

/// <summary>
/// The attributes of the frames of some names, from a file in the format of flamegraph.pl's <c>--nameattr</c>.
/// </summary>
/// <remarks>
/// A name, then <c>key=value</c> pairs, separated by tabs (shown as →):
/// <code>
/// main → title=The entry point
/// parse → href=https://example.org/?a=1&amp;amp;b=2 → target=_blank → a_extra=rel="help"
/// work → id=w1 → class=slow → g_extra=data-kind='x y'
/// </code>
/// Such files come with profiles of other people, so nothing in them may become script: links have one of a few
/// schemes, and extra attributes must be in a short list.
/// </remarks>
internal sealed partial class NameAttributes
{
    private static readonly string[] Keys = ["title", "href", "target", "id", "class", "g_extra", "a_extra"];

    private static readonly string[] SafeSchemes = ["http", "https", "mailto", "ftp", "file"];

    private static readonly string[] SafeExtras =
        ["role", "style", "tabindex", "rel", "lang", "opacity", "cursor", "stroke", "stroke-width"];

    private readonly Dictionary<string, FrameAttributes> _byName = new(StringComparer.Ordinal);
    private readonly DiagnosticLog _diagnostics;
    private InputPosition _position;

    private NameAttributes(DiagnosticLog diagnostics) => _diagnostics = diagnostics;

    /// <summary>Whether no name has attributes.</summary>
    public bool IsEmpty => _byName.Count == 0;

    /// <summary>Reads a file. Text that is not understood or not safe is discarded with a warning.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static NameAttributes Read(string path, DiagnosticLog diagnostics)
    {
        var attributes = new NameAttributes(diagnostics);
        string[] lines = path.Length == 0 ? [] : OptionFile.ReadLines(path);
        for (int i = 0; i < lines.Length; i++)
        {
            attributes._position = new InputPosition(path, Line: i + 1);
            attributes.Add(lines[i].Split('\t'));
        }

        return attributes;
    }

    /// <summary>Returns the attributes of a name; null if it has none.</summary>
    public FrameAttributes? Find(ReadOnlySpan<byte> name) => _byName.GetValueOrDefault(Utf8Text.Decode(name));

    private void Add(string[] parts)
    {
        if (parts.Length < 2)
        {
            Warn("a name, a tab and pairs 'key=value'", parts[0]);
            return;
        }

        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string pair in parts.AsSpan(1))
        {
            string key = pair.Split('=')[0];
            if (Keys.Contains(key) && pair.Length > key.Length)
            {
                // flamegraph.pl copies values without escaping, so files for it contain entities.
                values[key] = WebUtility.HtmlDecode(pair[(key.Length + 1)..]);
            }
            else
            {
                Warn(string.Join(", ", Keys), pair);
            }
        }

        _byName[parts[0]] = Create(values);
    }

    private FrameAttributes Create(Dictionary<string, string> values)
    {
        string href = SafeLink(values.GetValueOrDefault("href", ""));
        string element = href.Length > 0 ? "a" : "g";
        var attributes = new OrderedDictionary<string, string>(StringComparer.Ordinal);
        if (href.Length > 0)
        {
            attributes.Add("xlink:href", href);
            attributes.Add("target", values.GetValueOrDefault("target", "_top"));
            AddExtras(values.GetValueOrDefault("a_extra", ""), attributes);
        }

        foreach (string key in ((string[])["id", "class"]).Where(values.ContainsKey))
        {
            attributes.Add(key, values[key]);
        }

        AddExtras(values.GetValueOrDefault("g_extra", ""), attributes);
        string title = values.GetValueOrDefault("title", "");
        string all = string.Join(' ', attributes.Select(a => $"{a.Key}=\"{XmlText.Escape(a.Value)}\""));
        return new FrameAttributes(
            Encoding.UTF8.GetBytes($"<{element} {all}>\n"),
            Encoding.UTF8.GetBytes($"</{element}>\n"),
            title.Length > 0 ? Encoding.UTF8.GetBytes(XmlText.Escape(title)) : null);
    }

    private void AddExtras(string text, OrderedDictionary<string, string> attributes)
    {
        string rest = ExtraAttribute().Replace(text, "").Trim();
        if (rest.Length > 0)
        {
            Warn("attributes as name=\"value\"", rest);
        }

        foreach (Match match in ExtraAttribute().Matches(text))
        {
            string name = match.Groups["name"].Value;
            if (!IsSafeExtra(name))
            {
                Warn($"data-, aria- or one of {string.Join(", ", SafeExtras)}", name);
            }
            else if (!attributes.TryAdd(name, match.Groups["value"].Value))
            {
                // XML does not allow an attribute twice: browsers would show an error instead of the graph.
                Warn("each attribute once", name);
            }
        }
    }

    // Browsers ignore control characters and blanks before and inside a scheme.
    private string SafeLink(string href)
    {
        string compact = new([.. href.Where(c => c > ' ')]);
        int colon = compact.IndexOf(':', StringComparison.Ordinal);
        bool hasScheme = colon >= 0 && compact.AsSpan(0, colon).IndexOfAny("/?#") < 0;
        if (!hasScheme || SafeSchemes.Contains(compact[..colon], StringComparer.OrdinalIgnoreCase))
        {
            return href;
        }

        Warn($"a link to {string.Join(", ", SafeSchemes)} or to a page nearby", href);
        return "";
    }

    private static bool IsSafeExtra(string name) => SafeExtras.Contains(name)
        || name.StartsWith("data-", StringComparison.Ordinal) || name.StartsWith("aria-", StringComparison.Ordinal);

    private void Warn(string expected, string found) => _diagnostics.Warn(
        "flamegraph.name-attribute", _position, $"expected {expected}, found {MessageText.Quote(found)}");

    [GeneratedRegex("""(?<name>[A-Za-z][A-Za-z0-9-]*)\s*=\s*(?:"(?<value>[^"]*)"|'(?<value>[^']*)')""")]
    private static partial Regex ExtraAttribute();
}
