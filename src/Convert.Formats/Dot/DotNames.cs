using System.Text.RegularExpressions;
using Refold.Aggregation;

namespace Refold.Formats.Dot;

/// <summary>Shortens names for boxes, and makes any text safe for Graphviz.</summary>
internal static partial class DotNames
{
    // Graphviz's own mark for a line end in the middle.
    private const string LineEnd = @"\n";

    /// <summary>The name of a node over several lines: <c>Server\nServe\nserver.go:10</c>.</summary>
    public static string Lines(CallGraphFrame frame)
    {
        // The dots of Go's type parameters are no separators.
        string name = Escape(Shorten(frame.Name))
            .Replace("::", LineEnd, StringComparison.Ordinal)
            .Replace("[...]", "[…]", StringComparison.Ordinal)
            .Replace(".", LineEnd, StringComparison.Ordinal);
        string file = Escape(frame.File[(frame.File.TrimEnd('/').LastIndexOf('/') + 1)..]);
        var shown = new CallGraphFrame(name, file, frame.Line, frame.Address, Escape(frame.Binary));
        return string.Join(LineEnd, shown.Parts);
    }

    /// <summary>
    /// A name without what only says where it belongs: the path of a Go package, the package of a Java class, the
    /// namespaces around a C++ class.
    /// </summary>
    public static string Shorten(string name)
    {
        const string Anonymous = "(anonymous namespace)::";
        string text = name.StartsWith(Anonymous, StringComparison.Ordinal) ? name[Anonymous.Length..] : name;
        text = GoVersion().Replace(text, "${path}${rest}", 1);
        foreach (Regex form in new[] { GoFunction(), JavaMethod(), CppMethod() })
        {
            if (form.Match(text) is { Success: true } match)
            {
                return match.Groups["short"].Value;
            }
        }

        return text;
    }

    /// <summary>Text as it stands between double quotes.</summary>
    public static string Escape(string text)
    {
        string escaped = text
            .Replace(@"\", @"\\", StringComparison.Ordinal)
            .Replace("\"", "\\\"", StringComparison.Ordinal)
            .Replace("\r", "", StringComparison.Ordinal)
            .Replace("\n", @"\l", StringComparison.Ordinal);

        // Other control characters would make an SVG that no browser opens.
        return string.Concat(escaped.Select(c => char.IsControl(c) ? '\uFFFD' : c));
    }

    // example.com/m/v2/pkg.F: the version of a module.
    [GeneratedRegex("^(?<path>.*?)/v(?:[2-9]|[1-9][0-9]+)(?<rest>[./].*)$", RegexOptions.Singleline)]
    private static partial Regex GoVersion();

    [GeneratedRegex(@"^(?:[-\w.]+/)+(?<short>[^.]+\..+)", RegexOptions.ECMAScript)]
    private static partial Regex GoFunction();

    [GeneratedRegex(
        @"^(?:[a-z]\w*\.)*(?<short>[A-Z][\w$]*\.(?:<init>|[a-z][\w$]*(?:\$\d+)?))(?:\(|$)", RegexOptions.ECMAScript)]
    private static partial Regex JavaMethod();

    [GeneratedRegex(@"^(?:[_a-zA-Z]\w*::)+(?<short>_*[A-Z]\w*::~?[_a-zA-Z]\w*(?:<.*>)?)", RegexOptions.ECMAScript)]
    private static partial Regex CppMethod();
}
