using System.Text.RegularExpressions;
using Refold.Aggregation;

namespace Refold.Formats.Dot;

/// <summary>Shortens names for boxes.</summary>
internal static partial class DotNames
{
    // Graphviz's own mark for a line end in the middle.
    private const string LineEnd = @"\n";

    /// <summary>The name of a node over several lines: <c>Server\nServe\nserver.go:10</c>.</summary>
    public static string Lines(CallGraphFrame frame)
    {
        // The dots of Go's type parameters are no separators.
        string name = DotString.Escape(Shorten(frame.Name), DotString.LongestLabel)
            .Replace("::", LineEnd, StringComparison.Ordinal)
            .Replace("[...]", "[…]", StringComparison.Ordinal)
            .Replace(".", LineEnd, StringComparison.Ordinal);
        string file = DotString.Escape(
            frame.File[(frame.File.TrimEnd('/').LastIndexOf('/') + 1)..], DotString.LongestLabel);
        string[] parts = [.. new CallGraphFrame(name, file, frame.Line, frame.Address, "").Parts];
        bool isNameless = name.Length == 0 && file.Length == 0 && frame.Line == 0;
        parts[^1] = isNameless ? DotString.Escape(frame.Parts[^1], DotString.LongestLabel) : parts[^1];
        return string.Join(LineEnd, parts);
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
        if (GoFunction(text) is { } function)
        {
            return function;
        }

        foreach (Regex form in new[] { JavaMethod(), CppMethod() })
        {
            if (form.Match(text) is { Success: true } match)
            {
                return match.Groups["short"].Value;
            }
        }

        return text;
    }

    // github.com/user/module.(*Type).Method without its path: what follows the last slash behind which a name and a dot
    // follow. Not a regular expression, since that would look at all that follows for each of the slashes.
    private static string? GoFunction(string text)
    {
        int lastSlash = LastSlashOfPath(text);
        int dot = lastSlash < 0 ? -1 : text.IndexOf('.', lastSlash);
        for (int at = lastSlash; at > 0; at--)
        {
            dot = text[at] == '.' ? at : dot;
            bool hasName = text[at] == '/' && dot > at + 1 && dot + 1 < text.Length && text[dot + 1] != '\n';
            if (hasName)
            {
                int end = text.IndexOf('\n', dot + 1);
                return end < 0 ? text[(at + 1)..] : text[(at + 1)..end];
            }
        }

        return null;
    }

    // The slash that ends the last part of a path that the text begins with; -1 if it does not begin with one.
    private static int LastSlashOfPath(string text)
    {
        int last = -1;
        for (int at = 0; at < text.Length; at++)
        {
            bool isPart = char.IsAsciiLetterOrDigit(text[at]) || text[at] is '-' or '_' or '.';
            if (!isPart && (text[at] != '/' || at == last + 1))
            {
                break;
            }

            last = isPart ? last : at;
        }

        return last;
    }

    // example.com/m/v2/pkg.F: the version of a module.
    [GeneratedRegex("^(?<path>.*?)/v(?:[2-9]|[1-9][0-9]+)(?<rest>[./].*)$", RegexOptions.Singleline)]
    private static partial Regex GoVersion();

    [GeneratedRegex(
        @"^(?:[a-z]\w*\.)*(?<short>[A-Z][\w$]*\.(?:<init>|[a-z][\w$]*(?:\$\d+)?))(?:\(|$)", RegexOptions.ECMAScript)]
    private static partial Regex JavaMethod();

    [GeneratedRegex(@"^(?:[_a-zA-Z]\w*::)+(?<short>_*[A-Z]\w*::~?[_a-zA-Z]\w*(?:<.*>)?)", RegexOptions.ECMAScript)]
    private static partial Regex CppMethod();
}
