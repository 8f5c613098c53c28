namespace Refold;

/// <summary>
/// Removes the frames below the matching frame that is nearest to the leaf, so that this frame gets their values.
/// </summary>
/// <remarks>
/// pprof: <c>-prune_from</c>. Only names of functions are matched, without their parameters (see
/// <see cref="FramePruner"/>).
/// <code>
/// main;parse;read;malloc 5      pattern: parse|read      ─►      main;parse;read 5
/// </code>
/// </remarks>
/// <param name="pattern">The pattern of the frames that become leaves.</param>
public sealed class LeafCutter(NamePattern pattern) : FrameTransform(pattern)
{
    private protected override bool RemovesSamples => false;

    private protected override FrameDecision Decide(Profile profile, in Location location)
    {
        for (int i = 0; i < location.Lines.Length; i++)
        {
            string name = FramePruner.Simplify(profile.Text(profile[location.Lines[i].Function].Name));
            if (name.Length > 0 && Pattern.Matches(name))
            {
                return new FrameDecision(FrameMatch.Whole, i == 0 ? null : location.Lines[i..].ToArray());
            }
        }

        return new FrameDecision(FrameMatch.None);
    }

    private protected override bool TrySlice(ReadOnlySpan<FrameMatch> matches, out Range kept)
    {
        kept = Math.Max(matches.IndexOf(FrameMatch.Whole), 0)..;
        return true;
    }
}
