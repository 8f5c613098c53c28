namespace Refold;

/// <summary>
/// Removes the frames above the matching frame that is nearest to the root, and the samples without a matching frame.
/// </summary>
/// <remarks>
/// pprof: <c>-show_from</c>.
/// <code>
/// main;parse;read 5      pattern: parse      ─►      parse;read 5
/// main;write 2                                       (removed)
/// </code>
/// </remarks>
/// <param name="pattern">The pattern of the frames that become roots.</param>
public sealed class RootCutter(NamePattern pattern) : FrameTransform(pattern)
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

    private protected override bool TrySlice(ReadOnlySpan<FrameMatch> matches, out Range kept)
    {
        int end = matches.LastIndexOf(FrameMatch.Whole) + 1;
        kept = ..end;
        return end > 0;
    }
}
