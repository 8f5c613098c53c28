namespace Refold;

/// <summary>
/// Takes away all frames below the matching frame that is nearest to the leaf, so that it gets their values (pprof:
/// <c>-prune_from</c>). Only names are looked at, without parameters: see <see cref="FramePruner"/>.
/// </summary>
/// <param name="pattern">The frames to end at.</param>
public sealed class LeafCutter(NamePattern pattern) : FrameFilter("--prune-from", pattern)
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

    private protected override bool TrySlice(ReadOnlySpan<FrameMatch> matches, out int start, out int end)
    {
        start = Math.Max(matches.IndexOf(FrameMatch.Whole), 0);
        end = matches.Length;
        return true;
    }
}
