using System.Buffers.Binary;
using static Refold.Formats.Foreign.HeadText;

namespace Refold.Formats.Foreign;

/// <summary>Signatures of binary files that are not profiles: programs, pictures, archives, databases.</summary>
internal static class ForeignBinaries
{
    private const string Rar = "use 'unrar p -inul {0} | refold - -o OUT'";

    /// <summary>The signatures, in the order in which they are tried.</summary>
    public static IReadOnlyList<ForeignSignature> All { get; } =
    [
        new("a core dump (ELF)", head => IsElf(head) && head.Length > 17 && (head[16] | head[17]) == 4),
        new("a program or library (ELF)", IsElf),
        new("a Windows program or library (PE)", IsPortableExecutable),
        new("a macOS program or library (Mach-O)", IsMachO),
        new("a Java class file", head => Starts(head, [0xca, 0xfe, 0xba, 0xbe]) && head.Length > 8),
        new("a WebAssembly module", head => head.StartsWith("\0asm"u8)),
        new("LLVM bitcode", head => Starts(head, [(byte)'B', (byte)'C', 0xc0, 0xde])),
        new("an Android program (dex)", head => head.StartsWith("dex\n"u8)),
        new("compiled Python code", head => head is [_, 12 or 13 or 14, 13, 10, ..] && head.Length > 16),
        new("coverage data of GCC", head => head.StartsWith("adcg"u8) || head.StartsWith("oncg"u8)),
        new("a library (ar)", head => head.StartsWith("!<arch>\n"u8)),
        new("an RPM package", head => Starts(head, [0xed, 0xab, 0xee, 0xdb])),
        new("a RAR archive", head => head.StartsWith("Rar!\u001a\u0007"u8)) { Advice = Rar },
        new("a cabinet archive", head => head.StartsWith("MSCF\0\0\0\0"u8)),
        new("a pack file of Git", head => head.StartsWith("PACK\0\0\0"u8)),
        new("the index of a Git repository", head => head.StartsWith("DIRC\0\0\0"u8)),
        new("a database (SQLite)", head => head.StartsWith("SQLite format 3\0"u8)),
        new("a Parquet file", head => head.StartsWith("PAR1"u8)),
        new("an Arrow file", head => head.StartsWith("ARROW1\0\0"u8)),
        new("an Avro file", head => head.StartsWith("Obj\u0001"u8)),
        new("an HDF5 file", head => Starts(head, [0x89, .. "HDF\r\n\u001a\n"u8])),
        new("a NumPy array", head => Starts(head, [0x93, .. "NUMPY"u8])),
        new("a picture (PNG)", head => Starts(head, [0x89, .. "PNG\r\n\u001a\n"u8])),
        new("a picture (JPEG)", head => Starts(head, [0xff, 0xd8, 0xff])),
        new("a picture (GIF)", head => head.StartsWith("GIF87a"u8) || head.StartsWith("GIF89a"u8)),
        new(
            "a picture (WebP)",
            head => head.StartsWith("RIFF"u8) && head.Length > 12 && head[8..].StartsWith("WEBP"u8)),
        new("a font", head => head.StartsWith("wOFF"u8) || head.StartsWith("wOF2"u8) || head.StartsWith("OTTO"u8)),
        new("a PDF document", head => head.StartsWith("%PDF-"u8)),
        new("a PostScript document", head => head.StartsWith("%!PS"u8)),
        new("translated messages (gettext)", head => Starts(head, [0xde, 0x12, 0x04, 0x95])),
        new("the first bytes of a compressed file", IsCompressedStub) { Advice = "the rest of the file is missing" },
        new("nothing but zero bytes", head => head.Length > 0 && head.IndexOfAnyExcept((byte)0) < 0),
    ];

    // Too few bytes for the unpackers to be sure, or to unpack anything:
    //
    //     1f 8b                  gzip            78 01, 78 5e, 78 9c, 78 da      zlib, by level of compression
    //     28 b5 2f               zstd            42 5a 68 39 31 …  "BZh91"       bzip2
    //     fd 37 7a               xz              50 4b 03          "PK"          zip
    private static bool IsCompressedStub(ReadOnlySpan<byte> head) => head.Length switch
    {
        < 2 => false,
        < 5 when head is [0x1f, 0x8b, ..] or [0x28, 0xb5, 0x2f, ..] or [0xfd, 0x37, 0x7a, ..] => true,
        < 5 when Starts(head, [(byte)'P', (byte)'K', 3]) => true,
        < 12 when head is [(byte)'B', (byte)'Z', (byte)'h', >= (byte)'1' and <= (byte)'9', (byte)'1', ..] => true,
        < 64 => head is [0x78, 0x01 or 0x5e or 0x9c or 0xda, ..]
            && head.IndexOfAnyExceptInRange((byte)' ', (byte)'~') >= 0,
        _ => false,
    };

    private static bool IsElf(ReadOnlySpan<byte> head) => Starts(head, [0x7f, .. "ELF"u8]);

    private static bool IsPortableExecutable(ReadOnlySpan<byte> head)
    {
        const int HeaderOffset = 0x3c;
        if (!head.StartsWith("MZ"u8) || head.Length < HeaderOffset + sizeof(uint))
        {
            return false;
        }

        uint offset = BinaryPrimitives.ReadUInt32LittleEndian(head[HeaderOffset..]);
        return offset <= head.Length && head[(int)offset..].StartsWith("PE\0\0"u8);
    }

    // Universal binaries and Java class files have the same magic number:
    //
    //   ca fe ba be  00 00 00 02     two architectures
    //   ca fe ba be  00 00 00 41     minor version 0, major version 65; the lowest is 45 (Java 1.1)
    private static bool IsMachO(ReadOnlySpan<byte> head)
    {
        const int FirstJavaVersion = 45;
        return head is [0xfe, 0xed, 0xfa, 0xce or 0xcf, ..] or [0xce or 0xcf, 0xfa, 0xed, 0xfe, ..]
            || (head is [0xca, 0xfe, 0xba, 0xbe, 0, 0, 0, < FirstJavaVersion, ..] && head.Length > 8);
    }
}
