using System.Globalization;
using System.Text;
using Refold.Formats;

namespace Refold.Cli;

/// <summary>The output of <c>--dry-run</c>: what would be written and lost.</summary>
internal static class LossReportText
{
    /// <summary>Formats one line about the output and one per kind of loss.</summary>
    public static string Format(Profile profile, LossReport loss, ProfileFormat target, string output)
    {
        var text = new StringBuilder();
        text.Append(
            CultureInfo.InvariantCulture,
            $"{MessageText.Escape(output)}: {target.Name} of {profile.Samples.Count} samples ");
        text.Append(CultureInfo.InvariantCulture, $"in {profile.StackCount} stacks\n");
        IReadOnlyList<LossCount> losses = loss.Count();
        if (losses.Count == 0)
        {
            return text.Append("  nothing would be lost\n").ToString();
        }

        int width = losses.Max(l => l.Words.Length);
        foreach (LossCount count in losses)
        {
            string how = target.KeepsPartly.HasFlag(count.Fact) ? "in part" : "lost";
            string words = count.Words.PadRight(width);
            text.Append(CultureInfo.InvariantCulture, $"  {how,-7}  {words}  {MessageText.Escape(count.Text)}\n");
        }

        return text.ToString();
    }
}
