namespace Refold;

/// <summary>Keeps the samples whose stack contains a matching frame, or those whose stack contains none.</summary>
/// <remarks>
/// pprof: <c>-focus</c>, <c>-ignore</c>. Samples with an empty stack are removed either way, as in pprof.
/// </remarks>
/// <param name="pattern">The pattern of the frames.</param>
/// <param name="keep">The samples to keep.</param>
public sealed class SampleFilter(NamePattern pattern, Keep keep = Keep.Matching) : FrameTransform(pattern)
{
    private protected override FrameDecision Decide(Profile profile, in Location location) =>
        new(Pattern.Matches(profile, location) ? FrameMatch.Whole : FrameMatch.None);

    private protected override bool TrySlice(ReadOnlySpan<FrameMatch> matches, out Range kept)
    {
        kept = Range.All;
        return matches.Length > 0 && matches.Contains(FrameMatch.Whole) == (keep == Keep.Matching);
    }
}
