namespace Refold.Formats.PerfScript;

/// <summary>Finds out whether the last record of an input is truncated.</summary>
/// <remarks>
/// <code>
/// …first record, whose root is start:
/// app 10 1.000000: 1000 cycles:
///         1000 f (/bin/app)
///         2000 main (/bin/app)
///         3000 start (/bin/app)
///
/// app 10 2.000000: 1000 cycles:
///         1000 f (/bin/app)               last line, if the input ends …
///         2000 main (/bin/app)↵           here: truncated, main is the root of no other stack
///         2000 ma                         here: truncated, a line without dso
///         3000 start (/bin/app)           here: complete, editors and shells remove the last line end
/// app 10 2.000000: 1000 cycles:↵          here: truncated, other records have frames
/// </code>
/// </remarks>
internal static class PerfScriptTruncation
{
    /// <summary>Whether the last line is incomplete, or is not the last of its record.</summary>
    /// <remarks>
    /// A line with a line end is complete, but its stack is truncated if the line is a frame of earlier stacks and the
    /// root of none of them. A line without line end is complete if it ends with a dso, if it ends with a known
    /// function, or if it has all columns and a known event. A header is truncated if other records have frames.
    /// </remarks>
    /// <param name="line">The last line.</param>
    /// <param name="hasEnd">Whether the line has a line end.</param>
    /// <param name="samples">The samples before the line.</param>
    /// <param name="layout">The columns of records without call chain; null if they are unknown.</param>
    /// <param name="hasCallChains">Whether call chains were read.</param>
    public static bool IsTruncated(
        ReadOnlySpan<byte> line,
        bool hasEnd,
        PerfScriptSamples samples,
        PerfScriptLayout? layout,
        bool hasCallChains) =>
        (line is [(byte)'\t', ..] && samples.Stacks.IsInner(line, samples.Process))
        || (!hasEnd && IsTruncatedLine(line, samples, layout, hasCallChains));

    private static bool IsTruncatedLine(
        ReadOnlySpan<byte> line, PerfScriptSamples samples, PerfScriptLayout? layout, bool hasCallChains)
    {
        if (line.IsEmpty || line[0] == '#'
            || PerfScriptLineKind.IsAnyMessage(line) || PerfScriptLineKind.AreColumns(line))
        {
            return false;
        }

        if (layout is null && PerfScriptFrame.TryParse(line, out PerfScriptFrame frame))
        {
            return !samples.Stacks.IsComplete(frame) && (samples.RecordCount > 0 || samples.Stacks.HasDsos);
        }

        bool isFirst = samples.RecordCount == 0 && !samples.IsOpen;
        bool isHeader = hasCallChains || (line is not [.., (byte)')'] && !IsCompleteRow(line, samples, layout));
        return PerfScriptText.IsBlank(line) || (isHeader && !isFirst);
    }

    private static bool IsCompleteRow(ReadOnlySpan<byte> line, PerfScriptSamples samples, PerfScriptLayout? layout) =>
        layout is { HasSymbols: false }
            && layout.TryParse(line, 0, out PerfScriptRow row) && samples.HasEvent(row.Event);
}
