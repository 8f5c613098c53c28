namespace Refold.Formats.PerfScript;

/// <summary>Recognises the output of <c>perf script</c> by its first lines.</summary>
/// <remarks>
/// Two tests run, and the surer result counts: the columns of records without call chains
/// (<see cref="PerfScriptLayout"/>), and the share of lines that are perf's (<see cref="PerfScriptLineStatistics"/>).
/// </remarks>
internal static class PerfScriptDetector
{
    /// <summary>Decides whether the first bytes of an input are the output of <c>perf script</c>.</summary>
    /// <returns>
    /// Certain if nearly all lines are records with columns that only perf prints, or if headers are followed by frames
    /// and few lines are anything else; possible if there are only frames, or if any list of words and numbers may have
    /// these columns.
    /// </returns>
    /// <param name="head">The first bytes of an input.</param>
    public static Confidence Detect(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith("# ========\n# captured on"u8) || head.StartsWith("# ========\r\n# captured on"u8))
        {
            return Confidence.Certain;
        }

        if (IsMarkdown(head))
        {
            return Confidence.None;
        }

        Confidence ofLayout = DetectLayout(head);
        Confidence ofLines = ofLayout == Confidence.Certain ? ofLayout : new PerfScriptLineStatistics().Detect(head);
        return ofLines > ofLayout ? ofLines : ofLayout;
    }

    // Pages of documentation quote perf's output between the fences ``` or ~~~; they are not profiles.
    private static bool IsMarkdown(ReadOnlySpan<byte> head) =>
        head.StartsWith("```"u8) || head.IndexOf("\n```"u8) >= 0 || head.IndexOf("\n~~~"u8) >= 0;

    private static Confidence DetectLayout(ReadOnlySpan<byte> head)
    {
        const int certainWeight = 5;

        // Fewer lines of a hexadecimal number each may be any list of numbers.
        const int enoughAddresses = 3;
        PerfScriptLayout? layout = PerfScriptLayout.Find(head);
        if (layout is null || layout.RecordCount < 2)
        {
            return Confidence.None;
        }

        bool isEnough = layout.Weight >= PerfScriptLayout.EnoughWeight
            || (layout.IsBareAddress && layout.RecordCount >= enoughAddresses);
        return layout.Weight >= certainWeight ? Confidence.Certain : isEnough ? Confidence.Possible : Confidence.None;
    }
}
