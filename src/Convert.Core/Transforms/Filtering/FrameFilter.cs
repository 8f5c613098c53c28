using System.Runtime.InteropServices;
using Refold.Formats;

namespace Refold;

/// <summary>
/// A step that looks at the frames of each stack: at each location once, for the lines that stay, then at each distinct
/// stack once, for the part that stays. The kinds of it are the pprof tool's, with its names.
/// </summary>
public abstract class FrameFilter : IProfileTransform
{
    private readonly string _name;

    private protected FrameFilter(string name, NamePattern pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        _name = name;
        Pattern = pattern;
    }

    /// <summary>What the filter looks for.</summary>
    public NamePattern Pattern { get; }

    /// <inheritdoc/>
    public ReadRequest Request { get; } = new()
    {
        Facts = ProfileFacts.Stacks | ProfileFacts.Lines | ProfileFacts.Mappings | ProfileFacts.Inlining,
        LabelKeys = [],
    };

    /// <summary>
    /// The profile without what the filter leaves out. Warning <c>filter.no-match</c> if the pattern matches no frame.
    /// </summary>
    /// <inheritdoc/>
    public Profile Apply(Profile profile, ConversionContext context)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(context);
        FrameDecision[] verdicts = JudgeAll(profile);
        var frames = new List<LocationId>();
        var matches = new List<FrameMatch>();
        ProfileRewriter? rewriter = null;
        ReferenceTotals? whole = RemovesSamples ? ReferenceTotals.BeforeFilter(profile) : null;
        rewriter = new ProfileRewriter(profile, context, whole: whole) { Stacks = stack => Rewrite(stack) };
        Profile result = rewriter.Run();
        if (WarnsIfUnmatched && !verdicts.Any(v => v.Match != FrameMatch.None))
        {
            context.Diagnostics.Warn(
                "filter.no-match", new InputPosition(_name), $"no frame matches {MessageText.Quote(Pattern.ToString())}");
        }

        return result;

        StackId? Rewrite(StackId stack)
        {
            ReadOnlySpan<LocationId> locations = profile[stack];
            matches.Clear();
            foreach (LocationId location in locations)
            {
                matches.Add(verdicts[location.Number].Match);
            }

            if (!TrySlice(CollectionsMarshal.AsSpan(matches), out int start, out int end))
            {
                return null;
            }

            frames.Clear();
            foreach (LocationId location in locations[start..end])
            {
                if (verdicts[location.Number].Lines is not { } lines)
                {
                    frames.Add(rewriter!.Copier.Copy(location));
                }
                else if (lines.Length > 0)
                {
                    frames.Add(rewriter!.Copier.Copy(location, lines));
                }
            }

            bool isEmptied = frames.Count == 0 && locations.Length > 0;
            return isEmptied && !KeepsEmptied
                ? null
                : rewriter!.Target.AddStack(CollectionsMarshal.AsSpan(frames));
        }
    }

    /// <summary>True if it is odd that no frame matches.</summary>
    private protected virtual bool WarnsIfUnmatched => true;

    /// <summary>Whether samples may go, so that percentages are of what there was before.</summary>
    private protected virtual bool RemovesSamples => true;

    /// <summary>True if samples of which no frame is left stay, without stack.</summary>
    private protected virtual bool KeepsEmptied => false;

    private protected abstract FrameDecision Decide(Profile profile, in Location location);

    /// <summary>Which part of a stack stays; false if its samples go.</summary>
    /// <param name="matches">Of each location, leaf first, how much of it is a match.</param>
    /// <param name="start">The first location that stays, from 0 at the leaf.</param>
    /// <param name="end">The one behind the last that stays.</param>
    private protected virtual bool TrySlice(ReadOnlySpan<FrameMatch> matches, out int start, out int end)
    {
        start = 0;
        end = matches.Length;
        return true;
    }

    private FrameDecision[] JudgeAll(Profile profile)
    {
        var verdicts = new FrameDecision[profile.LocationCount + 1];
        for (int i = 1; i < verdicts.Length; i++)
        {
            verdicts[i] = Decide(profile, profile[new LocationId(i)]);
        }

        return verdicts;
    }
}
