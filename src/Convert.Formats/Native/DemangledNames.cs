using System.Text;

namespace Refold.Formats.Native;

/// <summary>Shortens demangled names.</summary>
/// <remarks>
/// <code>
/// std::map&lt;int, std::vector&lt;int&gt; &gt;::operator[]    std::map::operator[]
/// foo&lt;int&gt;::operator&lt;                             foo::operator&lt;
/// core::fmt::write::h0123456789abcdef            core::fmt::write
/// alloc::vec::Vec::&lt;u8&gt;::push                    alloc::vec::Vec::push
/// &lt;alloc::vec::Vec&lt;T&gt; as Drop&gt;::drop             unchanged
/// </code>
/// </remarks>
internal static class DemangledNames
{
    private const int HashLength = 16;
    private const string HashPrefix = "::h";
    private const string Operator = "operator";

    /// <summary>Removes template arguments and the hash of Rust.</summary>
    public static string Simplify(string name)
    {
        string plain = WithoutHash(name);

        // In Rust these brackets contain the type of a method: <alloc::vec::Vec<T> as Drop>::drop.
        if (plain.StartsWith('<'))
        {
            return plain;
        }

        var text = new StringBuilder(plain.Length);
        int depth = 0;
        for (int i = 0; i < plain.Length; i++)
        {
            if (depth == 0 && IsOperator(plain, i, out int length))
            {
                text.Append(plain, i, length);
                i += length - 1;
                continue;
            }

            depth += plain[i] == '<' ? 1 : 0;
            if (depth == 0)
            {
                text.Append(plain[i]);
            }

            depth -= plain[i] == '>' && depth > 0 ? 1 : 0;
        }

        // Rust v0 names have "::" before the arguments, too: Vec::<T>::push.
        return text.Replace("::::", "::").ToString();
    }

    /// <summary>Removes the hash that the legacy mangling of Rust appends.</summary>
    public static string WithoutHash(string name)
    {
        int start = name.Length - HashLength - HashPrefix.Length;
        bool hasHash = start > 0
            && string.CompareOrdinal(name, start, HashPrefix, 0, HashPrefix.Length) == 0
            && name[(start + HashPrefix.Length)..].All(char.IsAsciiHexDigitLower);
        return hasHash ? name[..start] : name;
    }

    // operator<, operator<<, operator<=>, operator->: brackets of the name; a blank separates template arguments.
    private static bool IsOperator(string name, int at, out int length)
    {
        length = 0;
        bool isWord = string.CompareOrdinal(name, at, Operator, 0, Operator.Length) == 0
            && (at == 0 || !char.IsAsciiLetterOrDigit(name[at - 1]));
        if (isWord)
        {
            length = Operator.Length;
            while (at + length < name.Length && "<>=-".Contains(name[at + length], StringComparison.Ordinal))
            {
                length++;
            }
        }

        return isWord;
    }
}
