using System.Buffers;

namespace Refold.Aggregation;

/// <summary>
/// Takes out of symbols what clutters a flame graph and splits frames that belong together: parameter lists, and the
/// hashes that Rust puts behind names. The rules are those people know from stackcollapse-perf.pl and inferno, without
/// the former's mistakes (it cuts <c>std::function&lt;int (int)&gt;</c> inside the brackets, and deletes quotes).
/// </summary>
public static class SymbolTidier
{
    private static readonly SearchValues<byte> HexDigits = SearchValues.Create("0123456789abcdef"u8);

    /// <summary>The tidied name, as a part of <paramref name="name"/> or a copy.</summary>
    /// <param name="name">A symbol as the profiler printed it, in UTF-8.</param>
    public static ReadOnlySpan<byte> Tidy(ReadOnlySpan<byte> name) =>
        WithoutRustHash(WithoutTypeMark(WithoutParameters(name)));

    // Go writes methods as "net/http.(*Server).Serve", C++ unnamed scopes as "(anonymous namespace)::f": those
    // brackets are part of the name. So is all within <>, {} and [].
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

    // Java agents write classes as type descriptors: "Ljava/lang/String;::hashCode". The L marks a class, no more.
    private static ReadOnlySpan<byte> WithoutTypeMark(ReadOnlySpan<byte> name)
    {
        int end = name.IndexOf((byte)';');
        bool isDescriptor = end > 0 && name[0] == (byte)'L'
            && name[..end].Contains((byte)'/') && !name[..end].Contains((byte)' ');
        return isDescriptor ? name[1..] : name;
    }

    // Half-demangled Rust: "core::ops::function::FnOnce::call_once::h0123456789abcdef".
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
