using System.Text;

namespace Refold.Formats.DotNet;

/// <summary>Converts the names of methods from the runtime's syntax to that of C#.</summary>
/// <remarks>
/// The runtime writes a type as reflection does, and a signature as IL assembler does (ECMA-335, II.7). Text in any
/// other form is kept as it is.
/// <code>
/// type, name, signature                                               C#
///
/// Ns.List`1[System.Int32]  Add  instance void  (!0)                   Ns.List&lt;int&gt;.Add(int)
/// A.O`1+I`1[System.Byte,System.Char]  Run  void  (!0,!1)              A.O&lt;byte&gt;.I&lt;char&gt;.Run(byte, char)
/// A.B  .ctor  instance void  (class System.String,int32&amp;)             A.B..ctor(string, ref int)
/// A.B  Sort  void  (value class System.Span`1&lt;!!0&gt;)                   A.B.Sort(Span&lt;M0&gt;)
/// </code>
/// </remarks>
internal static class ClrMethodNames
{
    /// <summary>Converts a name to C# syntax.</summary>
    /// <param name="type">The declaring type: <c>System.Collections.Generic.List`1[System.Int32]</c>.</param>
    /// <param name="name">The method: <c>Add</c>.</param>
    /// <param name="signature">The result and the parameters: <c>instance void  (!0)</c>.</param>
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

    /// <summary>
    /// Converts a whole name, <c>A.B`1[System.Int32].F(!0)</c> as <see cref="ToRaw"/> returns it, or
    /// <c>A.B`1[System.Int32]::F(!0)</c> as in perf maps.
    /// </summary>
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

    /// <summary>Joins type, method and parameters in the runtime's syntax, as TraceEvent does.</summary>
    public static string ToRaw(string type, string name, string signature)
    {
        int parameters = signature.IndexOf('(');
        return $"{type}{(type.Length > 0 ? "." : "")}{name}{(parameters < 0 ? "" : signature[parameters..])}";
    }

    /// <summary>The C# keyword of a type, otherwise its name without the namespace.</summary>
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
    // The signatures of stubs contain ids of types: int32,Point /* MT: 0x7f7319dc08c0 */&
    private static string WithoutComments(string text)
    {
        while (text.IndexOf(" /*", StringComparison.Ordinal) is >= 0 and var start
            && text.IndexOf("*/", start, StringComparison.Ordinal) is >= 0 and var end)
        {
            text = text.Remove(start, end + 2 - start);
        }

        return text;
    }

    // The dot between type and method. A generic type ends with a bracket, A.B`1[System.Int32].F; otherwise it is the
    // last dot that is outside of an interface's type arguments, A.B.IEnumerable<System.String>.F, and not the first
    // character of the method's name, A.B..ctor.
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
