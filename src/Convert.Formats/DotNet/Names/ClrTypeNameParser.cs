using System.Globalization;
using System.Text;

namespace Refold.Formats.DotNet;

/// <summary>Converts the name of a type from the syntax of reflection to that of C#.</summary>
/// <remarks>
/// <code>
/// System.Collections.Generic.List`1[System.Int32]              System.Collections.Generic.List&lt;int&gt;
/// A.Map`2[System.String,A.Pair`2[System.Int64,System.Object]]  A.Map&lt;string, Pair&lt;long, object&gt;&gt;
/// A.Outer`1+Inner`1[System.Byte,System.Char]                   A.Outer&lt;byte&gt;.Inner&lt;char&gt;
/// A.B`1[[System.Int32, System.Private.CoreLib]]                A.B&lt;int&gt;
/// System.Int32[]                                               System.Int32[]
/// </code>
/// The outermost type keeps its namespace, type arguments lose theirs.
/// </remarks>
internal sealed class ClrTypeNameParser(string text)
{
    private const int MaxDepth = 32;

    private int _at;

    /// <summary>The type arguments in C# syntax, after a successful <see cref="TryRead"/>; otherwise none.</summary>
    public IReadOnlyList<string> Arguments { get; private set; } = [];

    /// <summary>Converts the name; false if the text is not the name of a type.</summary>
    public bool TryRead(out string readable)
    {
        bool isRead = TryReadType(isShort: false, 0, out readable, out List<string> arguments);
        Arguments = isRead ? arguments : [];
        return isRead && _at == text.Length;
    }

    private bool TryReadType(bool isShort, int depth, out string readable, out List<string> arguments)
    {
        int start = _at;
        while (_at < text.Length && text[_at] is not ('[' or ']' or ',' or '&' or '*'))
        {
            _at++;
        }

        readable = "";
        arguments = [];
        string name = text[start.._at];
        bool isRead = name.Length > 0 && depth < MaxDepth && (!StartsArguments() || TryReadArguments(depth, arguments));
        return isRead && TryConvert(name, arguments, isShort, out readable) && TryReadSuffix(ref readable);
    }

    // The brackets of an array contain only commas: [], [,].
    private bool StartsArguments() =>
        _at + 1 < text.Length && text[_at] == '[' && text[_at + 1] is not (']' or ',' or '*');

    private bool TryReadArguments(int depth, List<string> arguments)
    {
        do
        {
            _at++;

            // A type with its assembly has its own brackets: [[System.Int32, System.Private.CoreLib]]
            bool isWrapped = _at < text.Length && text[_at] == '[';
            _at += isWrapped ? 1 : 0;
            if (!TryReadType(isShort: true, depth + 1, out string argument, out _))
            {
                return false;
            }

            arguments.Add(argument);
            if (isWrapped)
            {
                _at = text.IndexOf(']', _at) + 1;
                if (_at == 0)
                {
                    return false;
                }
            }
        }
        while (_at < text.Length && text[_at] == ',');
        return _at < text.Length && text[_at++] == ']';
    }

    private bool TryReadSuffix(ref string readable)
    {
        while (_at < text.Length && text[_at] is '[' or '&' or '*')
        {
            int end = text[_at] == '[' ? text.IndexOf(']', _at) : _at;
            if (end < 0)
            {
                return false;
            }

            readable += text[_at] == '&' ? "" : text[_at..(end + 1)];
            _at = end + 1;
        }

        return true;
    }

    // Outer`1+Inner`1 has two arguments: first those of the outer types, then those of the inner one.
    private static bool TryConvert(string name, List<string> arguments, bool isShort, out string readable)
    {
        var converted = new StringBuilder();
        int used = 0;
        foreach (string part in name.Split('+'))
        {
            int tick = part.LastIndexOf('`');
            string plain = tick > 0 ? part[..tick] : part;
            bool isFirst = converted.Length == 0;
            converted.Append(isFirst ? "" : ".");
            converted.Append(isFirst && isShort ? ClrMethodNames.ShortTypeName(plain) : plain);
            if (tick > 0 && TryParseArity(part.AsSpan(tick + 1), out int arity))
            {
                string[] own = [.. arguments.Skip(used).Take(arity)];
                used += own.Length;
                string list = own.Length == 0 ? new string(',', arity - 1) : string.Join(", ", own);
                converted.Append('<').Append(list).Append('>');
            }
        }

        readable = converted.ToString();
        return used == arguments.Count;
    }

    private static bool TryParseArity(ReadOnlySpan<char> text, out int arity) =>
        int.TryParse(text, CultureInfo.InvariantCulture, out arity) && arity is > 0 and < 100;
}
