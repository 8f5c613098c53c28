
namespace Refold;

/// <summary>
/// Takes away frames that are not for people, and all below them, so that their callers get their values: what
/// <see cref="ProfileInfo.DropFrames"/> and <see cref="ProfileInfo.KeepFrames"/> of a profile ask for. Frames at the root
/// stay up to the first that is for people. Patterns must match a whole name, without its parameters.
/// </summary>
public sealed class FramePruner : FrameFilter
{
    private static readonly string[] Reserved = ["(anonymous namespace)", "operator()"];

    private readonly NamePattern? _keep;

    /// <summary>Drops what one pattern matches and the other does not.</summary>
    /// <param name="drop">Names of frames to drop.</param>
    /// <param name="keep">Names that stay nevertheless; null for none.</param>
    /// <exception cref="ArgumentException">One of them is no regular expression.</exception>
    public FramePruner(string drop, string? keep = null)
        : base("--drop-frames", NamePattern.Parse($"^({drop})$")) =>
        _keep = string.IsNullOrEmpty(keep) ? null : NamePattern.Parse($"^({keep})$");

    /// <inheritdoc/>
    private protected override bool WarnsIfUnmatched => false;

    /// <inheritdoc/>
    private protected override bool RemovesSamples => false;

    /// <summary>The frames a profile itself wants dropped; null if it wants none dropped.</summary>
    /// <exception cref="ArgumentException">What it says is no regular expression.</exception>
    public static FramePruner? Create(Profile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        return profile.Info.DropFrames.Length == 0
            ? null
            : new FramePruner(profile.Info.DropFrames, profile.Info.KeepFrames);
    }

    /// <summary>
    /// A name without its parameters, as the pprof tool looks at it: up to the first parenthesis that is not part of
    /// <c>(anonymous namespace)</c> or <c>operator()</c>, without a dot in front.
    /// </summary>
    internal static string Simplify(string name)
    {
        string text = name.StartsWith('.') ? name[1..] : name;
        int at = text.IndexOf('(');
        while (at >= 0)
        {
            string? reserved = Array.Find(Reserved, r => IsAt(text, r, at));
            if (reserved is null)
            {
                return text[..at];
            }

            at = text.IndexOf('(', at + reserved.Length - reserved.IndexOf('('));
        }

        return text;
    }

    private protected override FrameDecision Decide(Profile profile, in Location location)
    {
        for (int i = location.Lines.Length - 1; i >= 0; i--)
        {
            string name = Simplify(profile.Text(profile[location.Lines[i].Function].Name));
            if (name.Length > 0 && Pattern.Matches(name) && _keep?.Matches(name) != true)
            {
                return i == location.Lines.Length - 1
                    ? new FrameDecision(FrameMatch.Whole)
                    : new FrameDecision(FrameMatch.Part, location.Lines[(i + 1)..].ToArray());
            }
        }

        return new FrameDecision(FrameMatch.None);
    }

    private protected override bool TrySlice(ReadOnlySpan<FrameMatch> matches, out int start, out int end)
    {
        end = matches.Length;
        int firstForPeople = matches.LastIndexOf(FrameMatch.None);
        int pruned = matches[..Math.Max(firstForPeople, 0)].LastIndexOfAnyExcept(FrameMatch.None);
        start = pruned < 0 ? 0 : matches[pruned] == FrameMatch.Whole ? pruned + 1 : pruned;
        return true;
    }

    private static bool IsAt(string text, string reserved, int parenthesis)
    {
        int start = parenthesis - reserved.IndexOf('(');
        return start >= 0 && string.CompareOrdinal(text, start, reserved, 0, reserved.Length) == 0;
    }
}
