using System.Text.RegularExpressions;
using Refold.Aggregation;

namespace Refold.Formats.Dot;

/// <summary>Shortens names for boxes, by pprof's rules.</summary>
/// <remarks>
/// <code>
/// github.com/user/module/v2/pkg.(*Type).Method      pkg.(*Type).Method        path and version of a Go package
/// java.util.concurrent.ForkJoinPool.scan(Task)      ForkJoinPool.scan         package of a Java class
/// std::__detail::_Executor::_M_main(bool)           _Executor::_M_main        namespaces of a C++ class
/// (anonymous namespace)::run                        run
/// qsort                                             qsort
/// </code>
/// </remarks>
internal static partial class DotNames
{
    // The escape of Graphviz for the end of a centred line.
    private const string LineEnd = @"\n";

    /// <summary>Formats the name of a node over several lines: <c>Server\nServe\nserver.go:10</c>.</summary>
    public static string Lines(CallGraphFrame frame)
    {
        // The dots of Go's type parameters, F[...], are not separators.
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
    /// Removes the path of a Go package, the package of a Java class or the namespaces of a C++ class from a name.
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

    // github.com/user/module.(*Type).Method without its path: all after the last slash that a name and a dot follow. A
    // regular expression would take quadratic time for a name with many slashes.
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
