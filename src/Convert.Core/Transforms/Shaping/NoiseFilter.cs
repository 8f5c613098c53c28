namespace Refold;

/// <summary>
/// Removes the frames of a runtime at the root and between others; a stack of nothing else keeps its leaf.
/// </summary>
internal sealed class NoiseFilter(RuntimeNoise noise) : FrameTransform(NamePattern.Parse(noise.Roots))
{
    private readonly NamePattern? _hidden = noise.Hidden.Length == 0 ? null : NamePattern.Parse(noise.Hidden);

    private protected override bool WarnsIfUnmatched => false;

    private protected override bool RemovesSamples => false;

    private protected override bool KeepsEmptied => true;

    private protected override FrameDecision Decide(Profile profile, in Location location)
    {
        if (location.Lines.IsEmpty)
        {
            return new FrameDecision(FrameMatch.None);
        }

        Line[] lines = location.Lines.ToArray();
        bool isRoot = Array.TrueForAll(lines, l => Pattern.Matches(NameOf(profile, l)));
        Line[] shown = Array.FindAll(lines, l => _hidden?.Matches(NameOf(profile, l)) != true);
        return new FrameDecision(
            isRoot ? FrameMatch.Whole : FrameMatch.None, shown.Length == lines.Length ? null : shown);
    }

    private protected override bool TrySlice(ReadOnlySpan<FrameMatch> matches, out Range kept)
    {
        kept = matches.Length == 0 ? Range.All : ..Math.Max(matches.LastIndexOf(FrameMatch.None) + 1, 1);
        return true;
    }

    private static string NameOf(Profile profile, Line line) => profile.Text(profile[line.Function].Name);
}
