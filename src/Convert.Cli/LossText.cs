using System.Globalization;
using System.Text;

namespace Refold.Cli;

/// <summary>Says what a conversion would write and lose.</summary>
internal static class LossText
{
    /// <summary>The text: a line about the output, and one for each kind of loss.</summary>
    public static string Of(Profile profile, Fidelity lost, ProfileFormat target, string output)
    {
        var text = new StringBuilder();
        text.Append(
            CultureInfo.InvariantCulture,
            $"{Found.Escape(output)}: {target.Name} of {profile.Samples.Count} samples in {profile.StackCount} stacks\n");
        IReadOnlyList<LossCount> losses = LossCounter.Of(profile, lost);
        if (losses.Count == 0)
        {
            return text.Append("  nothing would be lost\n").ToString();
        }

        int width = losses.Max(l => l.Words.Length);
        foreach (LossCount loss in losses)
        {
            string how = target.KeepsPartly.HasFlag(loss.Fact) ? "in part" : "lost";
            text.Append(
                CultureInfo.InvariantCulture, $"  {how,-7}  {loss.Words.PadRight(width)}  {Found.Escape(loss.Text)}\n");
        }

        return text.ToString();
    }
}
