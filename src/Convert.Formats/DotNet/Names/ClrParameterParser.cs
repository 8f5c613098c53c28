using System.Globalization;
using System.Text;

namespace Refold.Formats.DotNet;

/// <summary>Converts a parameter list from the syntax of IL assembler to that of C#.</summary>
/// <remarks>
/// <code>
/// (class System.String,int32&amp;,!0)                   (string, ref int, int)   method of A.B&lt;int&gt;
/// (value class System.Span`1&lt;!!0&gt;)                   (Span&lt;M0&gt;)               generic method
/// (value class System.Nullable`1&lt;int32&gt;)            (int?)
/// (class System.String[],int32[0...,0...],uint8*)   (string[], int[,], byte*)
/// (valuetype A.B/Inner&amp;)                            (ref B.Inner)
/// (fnptr void(int32))                               (delegate*&lt;int, void&gt;)
/// </code>
/// A type parameter of the declaring type becomes its argument if that is known, otherwise <c>T0</c>, <c>T1</c> ….
/// </remarks>
/// <param name="text">The parameter list.</param>
/// <param name="typeArguments">The type arguments of the declaring type; empty if unknown.</param>
internal sealed class ClrParameterParser(string text, IReadOnlyList<string> typeArguments)
{
    private const int MaxDepth = 32;
    private const string FunctionPointer = "fnptr ";

    // Prefixes of a type that C# does not write.
    private static readonly string[] Prefixes = ["class ", "value class ", "valuetype ", "pinned "];

    private int _at;

    /// <summary>Converts the list; false if the text is not a parameter list.</summary>
    public bool TryRead(out string readable)
    {
        List<string> types = [];
        bool isRead = TryReadList(0, types) && _at == text.Length;
        readable = $"({string.Join(", ", types)})";
        return isRead;
    }

    private bool TryReadList(int depth, List<string> types)
    {
        if (!TryTake('('))
        {
            return false;
        }

        while (!TryTake(')'))
        {
            if ((types.Count > 0 && !TryTake(',')) || !TryReadType(depth, out string type))
            {
                return false;
            }

            types.Add(type);
        }

        return true;
    }

    private bool TryReadType(int depth, out string type)
    {
        type = "";
        while (Array.Find(Prefixes, p => text.AsSpan(_at).StartsWith(p, StringComparison.Ordinal)) is { } prefix)
        {
            _at += prefix.Length;
        }

        if (text.AsSpan(_at).StartsWith(FunctionPointer, StringComparison.Ordinal))
        {
            _at += FunctionPointer.Length;
            return TryReadPointer(depth, out type) && TryReadSuffix(ref type);
        }

        string name = ReadName();
        if (name.Length == 0 || depth == MaxDepth)
        {
            return false;
        }

        type = name[0] == '!' ? TypeArgument(name) : ToCSharp(name);
        return (!TryTake('<') || TryReadArguments(depth, ref type)) && TryReadSuffix(ref type);
    }

    // IL has the result first, C# last: void(int32) is delegate*<int, void>.
    private bool TryReadPointer(int depth, out string type)
    {
        type = "";
        List<string> types = [];
        bool isRead = depth < MaxDepth && TryReadType(depth + 1, out type) && TryReadList(depth + 1, types);
        type = $"delegate*<{string.Join(", ", [.. types, type])}>";
        return isRead;
    }

    // Perf maps have the assembly as a prefix: [System.Runtime]System.Action.
    private string ReadName()
    {
        if (_at < text.Length && text[_at] == '[')
        {
            _at = text.IndexOf(']', _at) is >= 0 and var end ? end + 1 : text.Length;
        }

        int start = _at;
        while (_at < text.Length && text[_at] is not ('>' or ',' or '(' or ')' or '&' or '*' or '['))
        {
            bool startsPart = _at == start || text[_at - 1] is '/' or '.' or '+';
            if (text[_at] == '<' && !startsPart)
            {
                break;
            }

            // A bracket at the start of a part belongs to a compiler-generated name, such as <Main>d__8.
            _at = text[_at] == '<' && text.IndexOf('>', _at) is >= 0 and var closing ? closing + 1 : _at + 1;
        }

        return text[start.._at];
    }

    // Ns.Outer/Inner becomes Outer.Inner: nested types keep their outer types but not the namespace.
    private static string ToCSharp(string name)
    {
        string[] nested = [.. name.Split('/', '+').Select(WithoutArity)];
        nested[0] = ClrMethodNames.ShortTypeName(nested[0]);
        return string.Join('.', nested);
    }

    private bool TryReadArguments(int depth, ref string type)
    {
        List<string> arguments = [];
        do
        {
            if (!TryReadType(depth + 1, out string argument))
            {
                return false;
            }

            arguments.Add(argument);
        }
        while (TryTake(','));
        type = type == "Nullable" && arguments.Count == 1
            ? arguments[0] + "?"
            : $"{type}<{string.Join(", ", arguments)}>";
        return TryTake('>');
    }

    private bool TryReadSuffix(ref string type)
    {
        var suffix = new StringBuilder();
        bool isReference = false;
        while (_at < text.Length && text[_at] is '&' or '*' or '[')
        {
            int end = text[_at] == '[' ? text.IndexOf(']', _at) : _at;
            if (end < 0)
            {
                return false;
            }

            isReference |= text[_at] == '&';
            string bounds = text[_at..(end + 1)];
            string commas = new(',', bounds.Count(c => c == ','));
            suffix.Append(bounds[0] == '[' ? $"[{commas}]" : bounds == "*" ? "*" : "");
            _at = end + 1;
        }

        type = (isReference ? "ref " : "") + type + suffix;
        return true;
    }

    // !0 is the first type parameter of the declaring type, !!0 that of the method.
    private string TypeArgument(string name)
    {
        bool isOfMethod = name.StartsWith("!!", StringComparison.Ordinal);
        string number = name[(isOfMethod ? 2 : 1)..];
        bool isKnown = int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int index)
            && !isOfMethod
            && index < typeArguments.Count;
        return isKnown ? typeArguments[index] : (isOfMethod ? "M" : "T") + number;
    }

    private static string WithoutArity(string name)
    {
        int tick = name.LastIndexOf('`');
        return tick > 0 ? name[..tick] : name;
    }

    private bool TryTake(char expected)
    {
        bool isThere = _at < text.Length && text[_at] == expected;
        _at += isThere ? 1 : 0;
        return isThere;
    }
}
