using System.Buffers;
using System.Globalization;
using System.Text;

namespace Refold.Aggregation;

/// <summary>
/// Removes parameter lists and hashes from symbols, which clutter a flame graph and split frames that belong together.
/// </summary>
/// <remarks>
/// <code>
/// parse(char const*, int)                                parse
/// std::function&lt;int (int)&gt;::operator()(int) const        std::function&lt;int (int)&gt;::operator
/// net/http.(*Server).Serve                               (unchanged)
/// core::ops::FnOnce::call_once::h0123456789abcdef        core::ops::FnOnce::call_once
/// Ljava/lang/String;::hashCode                           java/lang/String;::hashCode
/// </code>
/// The rules are those of stackcollapse-perf.pl and inferno, without two mistakes of the former: it cuts the second
/// line at the first parenthesis, and deletes quotes.
/// </remarks>
public static class SymbolTidier
{
    private static readonly SearchValues<byte> HexDigits = SearchValues.Create("0123456789abcdef"u8);

    /// <summary>Returns the shortened name, a part of <paramref name="name"/>.</summary>
    /// <param name="name">A symbol as the profiler printed it, in UTF-8.</param>
    public static ReadOnlySpan<byte> Tidy(ReadOnlySpan<byte> name) =>
        WithoutRustHash(WithoutTypeMark(WithoutParameters(name)));

    /// <summary>
    /// Returns the shortened name. The line number of the frame, which a name may end with, is no part of the symbol:
    /// <c>parse(char const*):20</c> becomes <c>parse:20</c>.
    /// </summary>
    /// <param name="name">A symbol in UTF-8, perhaps with <see cref="LineSuffix"/>.</param>
    /// <param name="line">The line of the frame; 0 if unknown.</param>
    internal static ReadOnlySpan<byte> Tidy(ReadOnlySpan<byte> name, long line)
    {
        byte[] suffix = LineSuffix(line);
        return line != 0 && name.EndsWith(suffix)
            ? (byte[])[.. Tidy(name[..^suffix.Length]), .. suffix]
            : Tidy(name);
    }

    /// <summary>The line number at the end of a name: <c>:20</c>.</summary>
    internal static byte[] LineSuffix(long line) =>
        Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $":{line}"));

    // Parentheses are part of the name in Go's methods, "net/http.(*Server).Serve", in unnamed scopes of C++,
    // "(anonymous namespace)::f", and within <>, {} and [].
    private static ReadOnlySpan<byte> WithoutParameters(ReadOnlySpan<byte> name)
    {
        int depth = 0;
        for (int i = 0; i < name.Length; i++)
        {
            switch (name[i])
            {
                case (byte)'<' or (byte)'{' or (byte)'[':
                    depth++;
                    break;
                case (byte)'>' or (byte)'}' or (byte)']':
                    depth--;
                    break;
                case (byte)'(' when depth <= 0 && i > 0 && name[i - 1] != (byte)'.'
                    && !name[i..].StartsWith("(anonymous namespace)"u8):
                    return name[..i];
            }
        }

        return name;
    }

    // Java agents write classes as type descriptors, "Ljava/lang/String;::hashCode", where L only marks a class.
    private static ReadOnlySpan<byte> WithoutTypeMark(ReadOnlySpan<byte> name)
    {
        int end = name.IndexOf((byte)';');
        bool isDescriptor = end > 0 && name[0] == (byte)'L'
            && name[..end].Contains((byte)'/') && !name[..end].Contains((byte)' ');
        return isDescriptor ? name[1..] : name;
    }

    // Symbols of Rust that were demangled as C++ end with a hash.
    private static ReadOnlySpan<byte> WithoutRustHash(ReadOnlySpan<byte> name)
    {
        const int MarkLength = 3;
        const int HashLength = 16;
        int mark = name.Length - HashLength - MarkLength;
        bool hasHash = mark > 0 && name[mark..].StartsWith("::h"u8)
            && !name[(mark + MarkLength)..].ContainsAnyExcept(HexDigits);
        return hasHash ? name[..mark] : name;
    }
}
