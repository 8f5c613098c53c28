namespace Refold;

/// <summary>Finds the package, namespace or crate in the name of a function.</summary>
internal static class PackageNames
{
    /// <summary>The package; empty if the name has none, as in C.</summary>
    /// <param name="name">The name for people: <c>net/http.(*conn).serve</c>, <c>java.util.HashMap.get</c>.</param>
    /// <param name="file">The source file, empty if unknown; its ending may tell the language.</param>
    public static string Find(string name, string file)
    {
        string text = name[(name.IndexOf('!') + 1)..];
        if (text.Contains("::", StringComparison.Ordinal))
        {
            return OfScopes(text);
        }

        int slash = WithoutArguments(text).LastIndexOf('/');
        if (slash >= 0)
        {
            return OfPath(text, slash);
        }

        string plain = WithoutArguments(text);
        string[] parts = plain.Split('.');
        bool isGo = file.EndsWith(".go", StringComparison.Ordinal);
        int count = parts.Length < 2 ? 0
            : isGo ? 1
            : char.IsUpper(parts[0], 0) ? Math.Max(parts.Length - 2, 0)
            : Array.FindIndex(parts, p => p.Length > 0 && char.IsUpper(p[0])) is > 0 and var type ? type
            : 1;
        return string.Join('.', parts[..count]);
    }

    // Go: github.com/a/b.(*T).m is of github.com/a/b; Java: java/util/HashMap.get of java/util.
    private static string OfPath(string text, int slash)
    {
        int dot = text.IndexOf('.', slash);
        bool isType = slash + 1 < text.Length && char.IsUpper(text[slash + 1]);
        return isType ? text[..slash] : dot < 0 ? text[..slash] : text[..dot];
    }

    // C++ and Rust: <alloc::vec::Vec<T> as Trait>::push is of alloc.
    private static string OfScopes(string text)
    {
        int start = 0;
        while (start < text.Length && text[start] is '<' or '&' or '*' or ' ')
        {
            start++;
        }

        int end = text.IndexOf("::", start, StringComparison.Ordinal);
        int other = text.AsSpan(start).IndexOfAny("<( ");
        return end < 0 || (other >= 0 && start + other < end) ? "" : text[start..end];
    }

    private static string WithoutArguments(string text)
    {
        int at = text.AsSpan().IndexOfAny("([<");
        return at <= 0 ? text : text[..at].TrimEnd('.');
    }
}
