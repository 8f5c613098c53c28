namespace Refold.Formats.PerfScript;

/// <summary>Recognises the output of <c>perf script</c> by its first lines.</summary>
internal static class PerfScriptDetector
{
    /// <summary>
    /// Certain if nearly all lines are records whose columns are perf's alone, or if headers stand above frames and few
    /// lines are anything else; possible if there are frames only, or if the columns may be a list of another kind.
    /// </summary>
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
        Confidence ofLines = ofLayout == Confidence.Certain ? ofLayout : new PerfScriptBallot().Count(head);
        return ofLines > ofLayout ? ofLines : ofLayout;
    }

    // A fence around code: ```, perhaps with the name of a language.
    private static bool IsMarkdown(ReadOnlySpan<byte> head) =>
        head.StartsWith("```"u8) || head.IndexOf("\n```"u8) >= 0 || head.IndexOf("\n~~~"u8) >= 0;

    private static Confidence DetectLayout(ReadOnlySpan<byte> head)
    {
        const int certainWeight = 5;
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
