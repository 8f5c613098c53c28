namespace Refold;

/// <summary>
/// Removes frames that match a pattern, with all frames below them, so that their callers get the values.
/// </summary>
/// <remarks>
/// For the expressions <see cref="ProfileInfo.DropFrames"/> and <see cref="ProfileInfo.KeepFrames"/>, by which an
/// allocator, for example, keeps its own functions out of heap profiles. As in pprof, an expression must match a whole
/// name without its parameters, and frames at the root are kept up to the first that does not match.
/// <code>
/// main;parse;malloc;mmap 5      drop: malloc      ─►      main;parse 5
/// malloc;main;parse 2                             ─►      malloc;main;parse 2     the root is kept
/// </code>
/// </remarks>
public sealed class FramePruner : FrameTransform
{
    // Parentheses that are part of a name.
    private static readonly string[] Reserved = ["(anonymous namespace)", "operator()"];

    private readonly NamePattern? _keep;

    /// <summary>
    /// Creates a transform that removes the frames that one expression matches and the other does not.
    /// </summary>
    /// <param name="drop">The regular expression of the names to remove.</param>
    /// <param name="keep">The regular expression of names to keep nevertheless; null or empty for none.</param>
    /// <exception cref="ArgumentException">One of them is not a regular expression.</exception>
    public FramePruner(string drop, string? keep = null)
        : base(NamePattern.Parse($"^({drop})$")) =>
        _keep = string.IsNullOrEmpty(keep) ? null : NamePattern.Parse($"^({keep})$");

    /// <inheritdoc/>
    private protected override bool WarnsIfUnmatched => false;

    /// <inheritdoc/>
    private protected override bool RemovesSamples => false;

    /// <summary>
    /// Removes the parameters of a name, as pprof does: all from the first parenthesis that is not part of
    /// <c>(anonymous namespace)</c> or <c>operator()</c>, and a dot at the start.
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

    private protected override bool TrySlice(ReadOnlySpan<FrameMatch> matches, out Range kept)
    {
        int unmatched = matches.LastIndexOf(FrameMatch.None);
        int pruned = matches[..Math.Max(unmatched, 0)].LastIndexOfAnyExcept(FrameMatch.None);
        kept = pruned < 0 ? Range.All : matches[pruned] == FrameMatch.Whole ? (pruned + 1).. : pruned..;
        return true;
    }

    private static bool IsAt(string text, string reserved, int parenthesis)
    {
        int start = parenthesis - reserved.IndexOf('(');
        return start >= 0 && string.CompareOrdinal(text, start, reserved, 0, reserved.Length) == 0;
    }
}
