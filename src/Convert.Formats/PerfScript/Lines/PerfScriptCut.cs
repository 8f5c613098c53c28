namespace Refold.Formats.PerfScript;

/// <summary>Whether the last line of an input is cut.</summary>
internal static class PerfScriptCut
{
    /// <summary>Whether the last line is not surely whole, or surely not the last of its record.</summary>
    /// <remarks>
    /// With a line end, only a frame that other stacks have, but none as its root, shows that a stack is cut. Without,
    /// the line may be cut itself. But editors and shells take the last line end away, so a line is whole if it ends
    /// with a dso, if its function is one met before, or if it has all columns and an event met before. A header is not
    /// whole where others have frames.
    /// </remarks>
    /// <param name="line">The line.</param>
    /// <param name="hasEnd">Whether the line has an end.</param>
    /// <param name="samples">The samples before it.</param>
    /// <param name="layout">The columns of records without call chain; null if unknown.</param>
    /// <param name="hasCallChains">Whether call chains were read.</param>
    public static bool IsCut(
        ReadOnlySpan<byte> line,
        bool hasEnd,
        PerfScriptSamples samples,
        PerfScriptLayout? layout,
        bool hasCallChains) =>
        (line is [(byte)'\t', ..] && samples.Stacks.IsInner(line, samples.Process))
        || (!hasEnd && IsCutWithin(line, samples, layout, hasCallChains));

    private static bool IsCutWithin(
        ReadOnlySpan<byte> line, PerfScriptSamples samples, PerfScriptLayout? layout, bool hasCallChains)
    {
        if (line.IsEmpty || line[0] == '#' || PerfScriptLines.IsAnyMessage(line) || PerfScriptLines.AreColumns(line))
        {
            return false;
        }

        if (layout is null && PerfScriptFrame.TryParse(line, out PerfScriptFrame frame))
        {
            return !samples.Stacks.IsWhole(frame) && (samples.RecordCount > 0 || samples.Stacks.HasDsos);
        }

        bool isFirst = samples.RecordCount == 0 && !samples.IsOpen;
        bool isHeader = hasCallChains || (line is not [.., (byte)')'] && !IsWholeRow(line, samples, layout));
        return PerfScriptText.IsBlank(line) || (isHeader && !isFirst);
    }

    private static bool IsWholeRow(ReadOnlySpan<byte> line, PerfScriptSamples samples, PerfScriptLayout? layout) =>
        layout is { HasSymbols: false }
            && layout.TryParse(line, 0, out PerfScriptRow row) && samples.HasEvent(row.Event);
}
