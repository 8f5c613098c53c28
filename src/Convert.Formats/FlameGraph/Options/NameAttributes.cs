using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Refold.Text;

namespace Refold.Formats.FlameGraph;

/// <summary>
/// Attributes for the frames of some names, from a file as flamegraph.pl's <c>--nameattr</c> takes it: a name, then
/// <c>key=value</c> pairs, all parted by tabs. Keys: title, href, target, id, class, g_extra, a_extra.
/// </summary>
/// <remarks>
/// Such a file often comes with the profile, so nothing in it can become script: links lead to pages, not to code, and
/// extra attributes are taken from a short list.
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

    /// <summary>True if there are none, so that names need not be looked up.</summary>
    public bool IsEmpty => _byName.Count == 0;

    /// <summary>Reads a file; what makes no sense in it, or is not safe, is warned of and left out.</summary>
    /// <exception cref="IOException">It could not be read.</exception>
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

    /// <summary>The attributes of a name; null if it has none.</summary>
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
                // flamegraph.pl copies values as they are, so files for it hold them escaped.
                values[key] = WebUtility.HtmlDecode(pair[(key.Length + 1)..]);
            }
            else
            {
                Warn(string.Join(", ", Keys), pair);
            }
        }

        _byName[parts[0]] = Make(values);
    }

    private FrameAttributes Make(Dictionary<string, string> values)
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
                // Twice the same attribute is no XML: nothing at all would be shown.
                Warn("each attribute once", name);
            }
        }
    }

    // Browsers overlook control characters and blanks in front of and inside a scheme.
    private string SafeLink(string href)
    {
        string seen = new([.. href.Where(c => c > ' ')]);
        int colon = seen.IndexOf(':', StringComparison.Ordinal);
        bool hasScheme = colon >= 0 && seen.AsSpan(0, colon).IndexOfAny("/?#") < 0;
        if (!hasScheme || SafeSchemes.Contains(seen[..colon], StringComparer.OrdinalIgnoreCase))
        {
            return href;
        }

        Warn($"a link to {string.Join(", ", SafeSchemes)} or to a page nearby", href);
        return "";
    }

    private static bool IsSafeExtra(string name) => SafeExtras.Contains(name)
        || name.StartsWith("data-", StringComparison.Ordinal) || name.StartsWith("aria-", StringComparison.Ordinal);

    private void Warn(string expected, string found) =>
        _diagnostics.Warn("flamegraph.name-attribute", _position, $"expected {expected}, found {MessageText.Quote(found)}");

    [GeneratedRegex("""(?<name>[A-Za-z][A-Za-z0-9-]*)\s*=\s*(?:"(?<value>[^"]*)"|'(?<value>[^']*)')""")]
    private static partial Regex ExtraAttribute();
}
