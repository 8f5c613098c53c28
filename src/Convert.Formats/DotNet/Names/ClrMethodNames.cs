using System.Text;

namespace Refold.Formats.DotNet;

/// <summary>
/// The names of methods as C# spells them: <c>System.Collections.Generic.List&lt;int&gt;.Add(int)</c>. The runtime gives the
/// type in the form of reflection and the signature in that of IL assembler (ECMA-335, II.7). What does not look so
/// stays as it is.
/// </summary>
internal static class ClrMethodNames
{
    /// <summary>The name for people.</summary>
    /// <param name="type">The declaring type: <c>System.Collections.Generic.List`1[System.Int32]</c>.</param>
    /// <param name="name">The method: <c>Add</c>.</param>
    /// <param name="signature">Result and parameters: <c>instance void  (!0)</c>.</param>
    public static string ToCSharp(string type, string name, string signature)
    {
        var text = new StringBuilder();
        var declaring = new ClrTypeNameParser(type);
        text.Append(declaring.TryRead(out string? readable) ? readable : type);
        text.Append(type.Length > 0 ? "." : "").Append(name);
        int parameters = signature.IndexOf('(');
        if (parameters >= 0)
        {
            string plain = WithoutComments(signature[parameters..]);
            text.Append(new ClrParameterParser(plain, declaring.Arguments).TryRead(out string? list) ? list : plain);
        }

        return text.ToString();
    }

    /// <summary>The name for people, of one as the runtime spells it: <see cref="ToRaw"/>, or with a double colon.</summary>
    public static string ToCSharp(string raw)
    {
        int parameters = raw.IndexOf('(');
        int end = parameters < 0 ? raw.Length : parameters;
        int colons = raw.AsSpan(0, end).IndexOf("::");
        int dot = colons < 0 ? DotBeforeName(raw.AsSpan(0, end)) : colons;
        return dot < 0
            ? ToCSharp("", raw[..end], raw[end..])
            : ToCSharp(raw[..dot], raw[(dot + (colons < 0 ? 1 : 2))..end], raw[end..]);
    }

    /// <summary>The name as the runtime spells it, in the manner of TraceEvent: type, method, parameters.</summary>
    public static string ToRaw(string type, string name, string signature)
    {
        int parameters = signature.IndexOf('(');
        return $"{type}{(type.Length > 0 ? "." : "")}{name}{(parameters < 0 ? "" : signature[parameters..])}";
    }

    /// <summary>C#'s word for a type of the runtime, or its name without its namespace.</summary>
    public static string ShortTypeName(ReadOnlySpan<char> type) => type switch
    {
        "System.Boolean" or "bool" => "bool",
        "System.Byte" or "unsigned int8" or "uint8" => "byte",
        "System.SByte" or "int8" => "sbyte",
        "System.Int16" or "int16" => "short",
        "System.UInt16" or "unsigned int16" or "uint16" => "ushort",
        "System.Int32" or "int32" or "int" => "int",
        "System.UInt32" or "unsigned int32" or "uint32" => "uint",
        "System.Int64" or "int64" => "long",
        "System.UInt64" or "unsigned int64" or "uint64" => "ulong",
        "System.IntPtr" or "native int" => "nint",
        "System.UIntPtr" or "native unsigned int" or "native uint" => "nuint",
        "System.Single" or "float32" => "float",
        "System.Double" or "float64" => "double",
        "System.Char" or "wchar" or "char" => "char",
        "System.Decimal" => "decimal",
        "System.String" or "string" => "string",
        "System.Object" or "object" => "object",
        "System.Void" or "void" => "void",
        _ => type[(type.LastIndexOf('.') + 1)..].ToString(),
    };
    // Stubs have the numbers of types with them: int32,Point /* MT: 0x7f7319dc08c0 */&
    private static string WithoutComments(string text)
    {
        while (text.IndexOf(" /*", StringComparison.Ordinal) is >= 0 and var start
            && text.IndexOf("*/", start, StringComparison.Ordinal) is >= 0 and var end)
        {
            text = text.Remove(start, end + 2 - start);
        }

        return text;
    }

    // What a generic type is made of ends with a bracket. Else the name is what follows the last dot, but that of what
    // constructs begins with a dot, and an interface's name in it has brackets of its own: IEnumerable<System.String>.
    private static int DotBeforeName(ReadOnlySpan<char> path)
    {
        int depth = 0;
        int dot = -1;
        for (int i = 0; i < path.Length; i++)
        {
            depth += path[i] is '[' or '<' ? 1 : path[i] is ']' or '>' ? -1 : 0;
            if (path[i] == ']' && depth == 0)
            {
                return i + 1 < path.Length && path[i + 1] == '.' ? i + 1 : -1;
            }

            bool isDouble = i > 0 && path[i - 1] == '.';
            dot = path[i] == '.' && depth == 0 && !isDouble ? i : dot;
        }

        return dot;
    }
}
