namespace Refold;

/// <summary>
/// Takes matching frames out of all stacks (pprof: <c>-hide</c>), or keeps only these (<c>-show</c>); samples of which
/// no frame is left go. Inlined frames go one by one; a frame whose binary matches goes or stays as a whole. Unlike in the
/// pprof tool, showing a binary shows its frames without symbols, too.
/// </summary>
/// <param name="pattern">The frames to look for.</param>
/// <param name="isInverted">True to keep only the matching frames.</param>
public sealed class FrameHider(NamePattern pattern, bool isInverted = false)
    : FrameFilter(isInverted ? "--show" : "--hide", pattern)
{
    private protected override FrameDecision Decide(Profile profile, in Location location)
    {
        if (Pattern.MatchesMapping(profile, location))
        {
            return isInverted ? new FrameDecision(FrameMatch.Whole) : new FrameDecision(FrameMatch.Whole, []);
        }

        Line[] lines = location.Lines.ToArray();
        Line[] matched = Array.FindAll(lines, l => Pattern.Matches(profile, l.Function));
        FrameMatch match = matched.Length == 0 ? FrameMatch.None
            : matched.Length < lines.Length ? FrameMatch.Part
            : FrameMatch.Whole;
        return (match, isInverted) switch
        {
            (FrameMatch.None, false) or (FrameMatch.Whole, true) => new FrameDecision(match),
            (_, true) => new FrameDecision(match, matched),
            _ => new FrameDecision(match, Array.FindAll(lines, l => !Pattern.Matches(profile, l.Function))),
        };
    }

    private protected override bool TrySlice(ReadOnlySpan<FrameMatch> matches, out int start, out int end)
    {
        start = 0;
        end = matches.Length;
        return end > 0;
    }
}
