using System.Globalization;
using System.Text;

namespace Refold.Formats.DotNet;

/// <summary>
/// Reads the name of a type in the form of reflection, <c>Ns.Outer`1+Inner[System.Int32]</c>, and spells it as C# does:
/// <c>Ns.Outer&lt;int&gt;.Inner</c>.
/// </summary>
internal sealed class ClrTypeNameParser(string text)
{
    private const int MaxDepth = 32;

    private int _at;

    /// <summary>What the type's parameters are, once it was read.</summary>
    public IReadOnlyList<string> Arguments { get; private set; } = [];

    /// <summary>The name as C# spells it; false if the text is no such name.</summary>
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
        return isRead && TrySpell(name, arguments, isShort, out readable) && TryReadSuffix(ref readable);
    }

    // An array's brackets hold nothing but commas.
    private bool StartsArguments() =>
        _at + 1 < text.Length && text[_at] == '[' && text[_at + 1] is not (']' or ',' or '*');

    private bool TryReadArguments(int depth, List<string> arguments)
    {
        do
        {
            _at++;

            // With an assembly, a type stands in brackets of its own.
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

    // The arguments of a nested type are those of its outer types and its own, in this order.
    private static bool TrySpell(string name, List<string> arguments, bool isShort, out string readable)
    {
        var spelled = new StringBuilder();
        int used = 0;
        foreach (string part in name.Split('+'))
        {
            int tick = part.LastIndexOf('`');
            string plain = tick > 0 ? part[..tick] : part;
            bool isFirst = spelled.Length == 0;
            spelled.Append(isFirst ? "" : ".").Append(isFirst && isShort ? ClrMethodNames.ShortTypeName(plain) : plain);
            if (tick > 0 && int.TryParse(part.AsSpan(tick + 1), CultureInfo.InvariantCulture, out int arity) && arity is > 0 and < 100)
            {
                string[] own = [.. arguments.Skip(used).Take(arity)];
                used += own.Length;
                spelled.Append('<').Append(own.Length == 0 ? new string(',', arity - 1) : string.Join(", ", own)).Append('>');
            }
        }

        readable = spelled.ToString();
        return used == arguments.Count;
    }
}
