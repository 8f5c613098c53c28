namespace Refold;

/// <summary>
/// Takes away all frames above the matching frame that is nearest to the root (pprof: <c>-show_from</c>); samples without
/// a match go.
/// </summary>
/// <param name="pattern">The frames to start from.</param>
public sealed class RootCutter(NamePattern pattern) : FrameFilter("--show-from", pattern)
{
    private protected override FrameDecision Decide(Profile profile, in Location location)
    {
        if (Pattern.MatchesMapping(profile, location))
        {
            return new FrameDecision(FrameMatch.Whole);
        }

        for (int i = location.Lines.Length - 1; i >= 0; i--)
        {
            if (Pattern.Matches(profile, location.Lines[i].Function))
            {
                bool isOutermost = i == location.Lines.Length - 1;
                return new FrameDecision(FrameMatch.Whole, isOutermost ? null : location.Lines[..(i + 1)].ToArray());
            }
        }

        return new FrameDecision(FrameMatch.None);
    }

    private protected override bool TrySlice(ReadOnlySpan<FrameMatch> matches, out int start, out int end)
    {
        start = 0;
        end = matches.LastIndexOf(FrameMatch.Whole) + 1;
        return end > 0;
    }
}
