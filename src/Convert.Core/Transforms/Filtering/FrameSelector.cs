namespace Refold;

/// <summary>
/// Keeps the matching frames of all stacks, or the other frames; samples without frames left are removed.
/// </summary>
/// <remarks>
/// pprof: <c>-show</c>, <c>-hide</c>. Inlined functions are kept or removed one by one; if the pattern matches the
/// binary, it matches all functions of the location. Unlike in pprof, frames without symbols are kept if their binary
/// matches.
/// </remarks>
/// <param name="pattern">The pattern of the frames.</param>
/// <param name="keep">The frames to keep.</param>
public sealed class FrameSelector(NamePattern pattern, Keep keep = Keep.Matching) : FrameTransform(pattern)
{
    private protected override FrameDecision Decide(Profile profile, in Location location)
    {
        if (Pattern.MatchesMapping(profile, location))
        {
            return new FrameDecision(FrameMatch.Whole, keep == Keep.Matching ? null : []);
        }

        Line[] lines = location.Lines.ToArray();
        Line[] matching = Array.FindAll(lines, l => Pattern.Matches(profile, l.Function));
        FrameMatch match = matching.Length == 0 ? FrameMatch.None
            : matching.Length < lines.Length ? FrameMatch.Part
            : FrameMatch.Whole;
        return (match, keep) switch
        {
            (FrameMatch.None, Keep.Others) or (FrameMatch.Whole, Keep.Matching) => new FrameDecision(match),
            (_, Keep.Matching) => new FrameDecision(match, matching),
            _ => new FrameDecision(match, Array.FindAll(lines, l => !Pattern.Matches(profile, l.Function))),
        };
    }

    private protected override bool TrySlice(ReadOnlySpan<FrameMatch> matches, out Range kept)
    {
        kept = Range.All;
        return matches.Length > 0;
    }
}
