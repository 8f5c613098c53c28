using System.Text;
using Refold.Formats;
using Refold.Text;

namespace Refold.Testing;

/// <summary>Names that have made trouble somewhere, sorted by who can spell them.</summary>
internal static class Names
{
    private static readonly string[] Plain =
    [
        "main", "work", "malloc", "a", "Z", "operator<<", "std::vector<int, std::allocator<int> >::push_back(int&&)",
        "[unknown]", "[kernel.kallsyms]", "0x401000", "12", "a 12", "a - b", "<script>alert(1)</script>", "a&b", "a=b",
        "日本語", "Ünïcode", "emoji 😀", "e\u0301", "-1", "runtime.main.func1", "Main$$anon$1.<init>", "it's", "\"q\"",
        "back\\slash", "%s%n", "/usr/lib/x.so", "a,b", "{x}", "(inlined)", "x:y", "@", "~", new('n', 3000),
    ];

    private static readonly string[] Unicode =
    [
        "", " ", " lead", "trail ", "a;b", "two\nlines", "cr\r", "tab\t", "nul\0", "\u001b[31m", "\u0085", "\u2028",
        "\u202e right to left", "\ufeff", "#", "# comment", ";", "\"", "\\", "\\x41", "\u200b", "\ue000", "\uffff",
    ];

    private static readonly byte[][] Bytes =
    [
        [0xff], [0xfe, 0xff],
        [(byte)'a', 0xc3], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0x80, 0x80],
    ];

    /// <summary>A name for a function, a file, a label.</summary>
    public static byte[] Next(Random random, NameCharset spelling)
    {
        int kind = random.Next(20);
        return kind == 0 && spelling >= NameCharset.Bytes ? Bytes[random.Next(Bytes.Length)]
            : kind < 4 && spelling >= NameCharset.Unicode ? Encoding.UTF8.GetBytes(Unicode[random.Next(Unicode.Length)])
            : Encoding.UTF8.GetBytes(Plain[random.Next(Plain.Length)]);
    }

    /// <summary>A name as a .NET string.</summary>
    public static string NextText(Random random, NameCharset spelling) => Utf8Text.Decode(Next(random, spelling));

    /// <summary>The unit of a sample type.</summary>
    public static string NextUnit(Random random, NameCharset spelling) =>
        spelling >= NameCharset.Unicode && random.Next(10) == 0
            ? NextText(random, spelling)
            : random.GetItems(["nanoseconds", "bytes", "count", "seconds", "furlongs"], 1)[0];

    /// <summary>The name of a sample type or a unit.</summary>
    public static string NextWord(Random random, NameCharset spelling) =>
        spelling >= NameCharset.Unicode && random.Next(10) == 0
            ? NextText(random, spelling)
            : random.GetItems(
                ["samples", "cpu", "alloc_space", "cycles:u", "cpu-clock", "wall", "cpu_core/cycles/P"], 1)[0];
}
