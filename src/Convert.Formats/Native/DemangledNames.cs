using System.Text;

namespace Refold.Formats.Native;

/// <summary>Shortens decoded names.</summary>
internal static class DemangledNames
{
    private const int HashLength = 16;
    private const string HashMark = "::h";
    private const string Operator = "operator";

    /// <summary>A name without arguments of templates and without Rust's hash.</summary>
    public static string Simplify(string name)
    {
        string plain = WithoutHash(name);

        // Rust writes the type of a method in such brackets: <alloc::vec::Vec<T> as Drop>::drop.
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

        // Rust's v0 names have an empty path where arguments stood: Vec::<T>::push.
        return text.Replace("::::", "::").ToString();
    }

    /// <summary>A name without the hash that Rust's older compilers put behind: <c>core::fmt::write::h0123456789abcdef</c>.</summary>
    public static string WithoutHash(string name)
    {
        int mark = name.Length - HashLength - HashMark.Length;
        bool hasHash = mark > 0
            && string.CompareOrdinal(name, mark, HashMark, 0, HashMark.Length) == 0
            && name[(mark + HashMark.Length)..].All(char.IsAsciiHexDigitLower);
        return hasHash ? name[..mark] : name;
    }

    // operator<, operator<<, operator<=>, operator->: these brackets are the name; arguments stand behind a blank.
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
