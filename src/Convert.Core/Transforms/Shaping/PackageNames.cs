namespace Refold;

/// <summary>Finds the package, namespace or crate in the name of a function.</summary>
internal static class PackageNames
{
    /// <summary>Finds the package; empty if the name has none, as in C.</summary>
    /// <remarks>
    /// The language is recognized by the form of the name, or by the ending of the file:
    /// <code>
    /// net/http.(*conn).serve                     net/http         Go
    /// main.work               server.go          main             Go
    /// java.util.HashMap.get                      java.util        Java, .NET
    /// std::vector&lt;int&gt;::push_back                std              C++, Rust
    /// System.Private.CoreLib!System.String.Concat    System       .NET, with the module before the !
    /// qsort                                      (empty)          C
    /// </code>
    /// </remarks>
    /// <param name="name">The function's name.</param>
    /// <param name="file">The source file; empty if unknown.</param>
    public static string Find(string name, string file)
    {
        string text = name[(name.IndexOf('!') + 1)..];
        if (text.Contains("::", StringComparison.Ordinal))
        {
            return FirstScope(text);
        }

        int slash = WithoutArguments(text).LastIndexOf('/');
        if (slash >= 0)
        {
            return PathBeforeType(text, slash);
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

    // Go: github.com/a/b.(*T).m ─► github.com/a/b. Java agents: java/util/HashMap.get ─► java/util.
    private static string PathBeforeType(string text, int slash)
    {
        int dot = text.IndexOf('.', slash);
        bool isType = slash + 1 < text.Length && char.IsUpper(text[slash + 1]);
        return isType ? text[..slash] : dot < 0 ? text[..slash] : text[..dot];
    }

    // C++ and Rust: <alloc::vec::Vec<T> as Trait>::push ─► alloc.
    private static string FirstScope(string text)
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
