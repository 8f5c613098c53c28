namespace Refold.Formats.PerfScript;

/// <summary>The source line that <c>-F +srcline</c> prints after a frame.</summary>
/// <remarks>
/// <code>
///                 1234 work+0x4 (/bin/app)        the frame
///   app.c:12                                      file and line, after two blanks
///   app.c:12 (discriminator 3)
///   app.c:12 (inlined)                            the frame was inlined
///   ??:0                                          unknown source; also `:0` and `app[1234]`
/// </code>
/// Source: tools/perf/util/map.c, map__fprintf_srcline.
/// </remarks>
internal readonly ref struct PerfScriptSourceLine
{
    /// <summary>The source file; empty if unknown.</summary>
    public ReadOnlySpan<byte> File { get; private init; }

    /// <summary>The line number, from 1; 0 if unknown.</summary>
    public long Number { get; private init; }

    /// <summary>Whether the frame before it was inlined.</summary>
    public bool IsInlined { get; private init; }

    /// <summary>Parses a line; false if it is not a source line.</summary>
    public static bool TryParse(ReadOnlySpan<byte> line, out PerfScriptSourceLine source)
    {
        source = default;
        if (!line.StartsWith("  "u8) || line.Length <= "  :".Length || PerfScriptText.IsBlank(line[2]))
        {
            return false;
        }

        ReadOnlySpan<byte> text = PerfScriptText.TrimEnd(line[2..]);
        bool isInlined = text.EndsWith(" (inlined)"u8);
        text = isInlined ? text[..^" (inlined)".Length] : text;
        int discriminator = text.LastIndexOf(" (discriminator "u8);
        text = discriminator < 0 ? text : text[..discriminator];

        int colon = text.LastIndexOf((byte)':');
        if (colon >= 0 && TryLine(text[(colon + 1)..], out long number))
        {
            bool isKnown = !text[..colon].SequenceEqual("??"u8);
            source = new() { File = isKnown ? text[..colon] : default, Number = number, IsInlined = isInlined };
            return true;
        }

        source = new() { IsInlined = isInlined };
        return IsAddressInDso(text);
    }

    private static bool TryLine(ReadOnlySpan<byte> text, out long number) =>
        PerfScriptText.TryInteger(text, out number) ? number >= 0 : text.SequenceEqual("?"u8);

    private static bool IsAddressInDso(ReadOnlySpan<byte> text)
    {
        int open = text.LastIndexOf((byte)'[');
        return open > 0 && text is [.., (byte)']'] && PerfScriptText.TryHex(text[(open + 1)..^1], out _);
    }
}
