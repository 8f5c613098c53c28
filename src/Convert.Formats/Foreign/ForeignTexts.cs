using static Refold.Formats.Foreign.HeadText;

namespace Refold.Formats.Foreign;

/// <summary>Signatures of text files that are not profiles: pages, logs, source code, symbol tables.</summary>
internal static class ForeignTexts
{
    /// <summary>The signatures, in the order in which they are tried.</summary>
    public static IReadOnlyList<ForeignSignature> All { get; } =
    [
        new("a picture (SVG)", ForeignReports.IsSvg),
        new("an HTML page", ForeignReports.BeginsHtml),
        new(
            "an XML document",
            head => Begins(head, "<?xml"u8) || Begins(head, "<!DOCTYPE "u8) || Begins(head, "<!--"u8)),
        new("a log file", IsLog),
        new(
            "an e-mail",
            head =>
                (Begins(head, "From "u8) || Begins(head, "From: "u8) || Begins(head, "Received: "u8))
                    && HasLine(head, "Subject: "u8)),
        new("a patch", head => HasLine(head, "diff --git "u8) || (HasLine(head, "--- "u8) && HasLine(head, "+++ "u8))),
        new("a symbol table for perf (perf-PID.map)", IsPerfMap),
        new("a kernel symbol table", IsKernelSymbols),
        new("a memory map of a process (/proc/PID/maps)", IsMemoryMap),
        new("a graph for Graphviz", head => Begins(head, "digraph "u8) || Begins(head, "strict digraph "u8)),
        new("a certificate or key", head => Begins(head, "-----BEGIN "u8)),
        new("a script", head => head.StartsWith("#!/"u8)) { IsGuess = true },
        new(
            "C or C++ source code",
            head => HasLine(head, "#include "u8) || HasLine(head, "#define "u8) || HasLine(head, "#ifndef "u8))
        {
            IsGuess = true,
        },
        new(
            "Go source code",
            head => HasLine(head, "package "u8) && (HasLine(head, "func "u8) || HasLine(head, "import "u8)))
        {
            IsGuess = true,
        },
        new(
            "Python source code",
            head => HasLine(head, "import "u8) && (HasLine(head, "def "u8) || HasLine(head, "class "u8)))
        {
            IsGuess = true,
        },
        new("a Markdown document", head => HasLine(head, "```"u8) || HasLine(head, "## "u8)) { IsGuess = true },
    ];

    // A time at the start: `2024-01-01 12:00:01`, `[2024-01-01T12:`, `Jan  1 12:00:01 host`, or a web server log.
    private static bool IsLog(ReadOnlySpan<byte> head)
    {
        ReadOnlySpan<byte> line = FirstLine(head);
        ReadOnlySpan<byte> text = line is [(byte)'[', ..] ? line[1..] : line;
        return MatchesPattern(text, "9999-99-99 99:99"u8) || MatchesPattern(text, "9999-99-99T99:99"u8)
            || MatchesPattern(text, "9999/99/99 99:99"u8)
            || MatchesPattern(text, "aaa 99 99:99:99 "u8) || MatchesPattern(text, "aaa  9 99:99:99 "u8)
            || MatchesPattern(text, "aaa aaa 99 99:99:99 "u8) || IsAccessLog(line);
    }

    // `127.0.0.1 - frank [10/Oct/2000:13:55:36 -0700] "GET / HTTP/1.0" 200 2326`
    private static bool IsAccessLog(ReadOnlySpan<byte> line) =>
        line.IndexOf((byte)'[') is > 0 and int bracket
        && MatchesPattern(line[(bracket + 1)..], "99/aaa/9999:99:99:99"u8);

    // `7f0a1c0 1f LazyCompile:~work app.js:3`
    private static bool IsPerfMap(ReadOnlySpan<byte> head)
    {
        ReadOnlySpan<byte> line = FirstLine(head);
        return TryReadHex(ref line, 4, 18) && TryReadHex(ref line, 1, 10) && line.Length > 1 && line[0] > (byte)' ';
    }

    // `ffffffff81000000 T _text`
    private static bool IsKernelSymbols(ReadOnlySpan<byte> head)
    {
        ReadOnlySpan<byte> line = FirstLine(head);
        return TryReadHex(ref line, 16, 16)
            && line is [_, (byte)' ', > (byte)' ', ..] && char.IsAsciiLetter((char)line[0]);
    }

    // `55d0c000-55d0d000 r-xp 00001000 fd:01 77 /bin/app`
    private static bool IsMemoryMap(ReadOnlySpan<byte> head)
    {
        ReadOnlySpan<byte> line = FirstLine(head);
        int dash = line.IndexOf((byte)'-');
        ReadOnlySpan<byte> rest = dash < 0 ? default : line[(dash + 1)..];
        return TryReadHex(ref rest, 6, 16)
            && rest is
                [(byte)'r' or (byte)'-', (byte)'w' or (byte)'-', (byte)'x' or (byte)'-', (byte)'p' or (byte)'s', ..];
    }

    private static bool TryReadHex(ref ReadOnlySpan<byte> line, int fewest, int most)
    {
        int blank = line.IndexOf((byte)' ');
        if (blank < fewest || blank > most || !IsHex(line[..blank]))
        {
            return false;
        }

        line = line[(blank + 1)..];
        return true;
    }

    private static bool IsHex(ReadOnlySpan<byte> digits)
    {
        foreach (byte digit in digits)
        {
            if (!char.IsAsciiHexDigit((char)digit))
            {
                return false;
            }
        }

        return true;
    }
}
