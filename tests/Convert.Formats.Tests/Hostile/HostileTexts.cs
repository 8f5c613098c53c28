using System.Text;
using Refold.Text;

namespace Refold.Formats.Tests.Hostile;

/// <summary>Texts that break an output or control the program that shows it unless a writer escapes them.</summary>
internal static class HostileTexts
{
    private static readonly string[] Short =
    [
        "\"><script>alert(1)</script>", "</script><script>alert(1)</script>", "]]><script>alert(1)</script>",
        "--><x>", "<!--", "\" URL=\"javascript:alert(1)", "\" onclick=\"alert(1)", "\"]; N9 [label=\"x\"]; //",
        "\\", "\\\"", "a\\", "\\N\\G\\E\\l\\T", "&lt;&#0;&#x1b;&#27;&bogus;&amp;", "<b>bold</b>", "<<b>html</b>>",
        "%s%n%x", "a;b;c", "a\tb\tc", "one\r\ntwo\nthree\r", "nul\0byte", "\u001b[31mred\u001b[0m\u0007",
        "\u009b31m\u0085", "\u202egnp.exe", "\u2066x\u2069", "\u2028\u2029", "\ufffe\uffff",
        "\U0010FFFF\U0001FFFE\uFDD0", "\udcff", "\udced\udca0\udc80", "\udce2\udc82",
        "emoji 😀👩‍👩‍👧", "שלום", "=1+1", "@SUM(A1)", "fn=(1)\nevil 7", "# comment", "main 7",
        "7", "-1", "a b 1 2 3", "", " ", "  lead", "trail  ", "{\"a\":1}", "'", "`$(id)`", "e\u0301", "\ufeffbom",
        "::", "a::b.c/d.e", "(", "operator()", "[x]", "..", "/",
    ];

    /// <summary>All texts, by a printable name for the test runner.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = Named();

    /// <summary>Encodes a text; a lone surrogate U+DC80 to U+DCFF becomes a byte that is not UTF-8.</summary>
    public static byte[] Bytes(string text) => Utf8Text.Encode(text);

    private static Dictionary<string, string> Named()
    {
        var texts = new Dictionary<string, string>();
        foreach (string text in Short)
        {
            texts.Add(string.Concat(text.Select(c => c is >= ' ' and <= '~' ? c.ToString() : $"U+{(int)c:X4}")), text);
        }

        string[] pieces = ["x", "/", "a/", "::", "a::", "<", "\"", "\\", "&#0;", ".", "(", "a.", "é", "\n", "A$1"];
        foreach (string piece in pieces)
        {
            texts.Add(
                $"100 kB of {piece.Replace("\n", "U+000A")}",
                new StringBuilder().Insert(0, piece, 100_000 / piece.Length).ToString());
        }

        return texts;
    }
}
