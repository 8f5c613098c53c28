namespace Refold;

/// <summary>
/// Keeps samples with a matching frame (pprof: <c>-focus</c>), or those without (<c>-ignore</c>). Samples without any
/// frame go in both cases, as they do in the pprof tool.
/// </summary>
/// <param name="pattern">The frames to look for.</param>
/// <param name="isInverted">True to keep the samples without a match.</param>
public sealed class FocusFilter(NamePattern pattern, bool isInverted = false)
    : FrameFilter(isInverted ? "--ignore" : "--focus", pattern)
{
    private protected override FrameDecision Decide(Profile profile, in Location location) =>
        new(Pattern.Matches(profile, location) ? FrameMatch.Whole : FrameMatch.None);

    private protected override bool TrySlice(ReadOnlySpan<FrameMatch> matches, out int start, out int end)
    {
        start = 0;
        end = matches.Length;
        return end > 0 && matches.Contains(FrameMatch.Whole) != isInverted;
    }
}
