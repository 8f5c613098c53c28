using System.Globalization;
using System.Text;

namespace Refold.Formats.DotNet;

/// <summary>
/// Reads parameters in the form of IL assembler, <c>(class System.String,int32&amp;,!0)</c>, and spells them as C# does:
/// <c>(string, ref int, int)</c>. A type parameter becomes its argument where the declaring type tells it, else
/// <c>T0</c>; one of the method becomes <c>M0</c>.
/// </summary>
/// <param name="text">The parameters.</param>
/// <param name="typeArguments">What the declaring type's parameters are; empty if that is not known.</param>
internal sealed class ClrParameterParser(string text, IReadOnlyList<string> typeArguments)
{
    private const int MaxDepth = 32;
    private const string FunctionPointer = "fnptr ";

    // What may stand in front of a type without changing how C# spells it.
    private static readonly string[] Prefixes = ["class ", "value class ", "valuetype ", "pinned "];

    private int _at;

    /// <summary>The parameters as C# spells them; false if the text does not look so.</summary>
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

        type = name[0] == '!' ? Parameter(name) : Spell(name);
        return (!TryTake('<') || TryReadArguments(depth, ref type)) && TryReadSuffix(ref type);
    }

    // The result comes first, and in C# last: void(int32) is delegate*<int, void>.
    private bool TryReadPointer(int depth, out string type)
    {
        type = "";
        List<string> types = [];
        bool isRead = depth < MaxDepth && TryReadType(depth + 1, out type) && TryReadList(depth + 1, types);
        type = $"delegate*<{string.Join(", ", [.. types, type])}>";
        return isRead;
    }

    // Perf maps put the assembly in front: [System.Runtime]System.Action.
    private string ReadName()
    {
        if (_at < text.Length && text[_at] == '[')
        {
            _at = text.IndexOf(']', _at) is >= 0 and var end ? end + 1 : text.Length;
        }

        int start = _at;
        while (_at < text.Length && text[_at] is not ('>' or ',' or '(' or ')' or '&' or '*' or '['))
        {
            bool isCompilers = _at == start || text[_at - 1] is '/' or '.' or '+';
            if (text[_at] == '<' && !isCompilers)
            {
                break;
            }

            // What compilers make has a name like <Main>d__8.
            _at = text[_at] == '<' && text.IndexOf('>', _at) is >= 0 and var closing ? closing + 1 : _at + 1;
        }

        return text[start.._at];
    }

    // A nested type is named with those that it is nested in, but without their namespace.
    private static string Spell(string name)
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
            suffix.Append(bounds[0] == '[' ? $"[{new string(',', bounds.Count(c => c == ','))}]" : bounds == "*" ? "*" : "");
            _at = end + 1;
        }

        type = (isReference ? "ref " : "") + type + suffix;
        return true;
    }

    private string Parameter(string name)
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
