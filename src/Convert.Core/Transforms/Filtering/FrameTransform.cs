using System.Runtime.InteropServices;
using Refold.Formats;

namespace Refold;

/// <summary>A transform that finds frames by a pattern, and removes frames or samples.</summary>
/// <remarks>
/// It decides once for each location which of its lines are kept, then once for each distinct stack which part of it is
/// kept; samples are only copied. The transforms and their rules are those of pprof, whose options are named at each.
/// <code>
/// stack, leaf first            malloc    parse    main           pattern: parse
/// matches                      None      Whole    None
///
/// SampleFilter                 malloc    parse    main           the samples are kept
/// FrameSelector                          parse                   with Keep.Others: malloc main
/// RootCutter                   malloc    parse                   frames above the match are removed
/// LeafCutter                             parse    main           frames below the match are removed
/// </code>
/// </remarks>
public abstract class FrameTransform : IProfileTransform
{
    private protected FrameTransform(NamePattern pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        Pattern = pattern;
    }

    /// <summary>The pattern of the frames.</summary>
    public NamePattern Pattern { get; }

    /// <inheritdoc/>
    public ReadRequest Request { get; } = new()
    {
        Facts = ProfileFacts.Stacks | ProfileFacts.Lines | ProfileFacts.Mappings | ProfileFacts.Inlining,
        LabelKeys = [],
    };

    /// <summary>Whether to warn if no frame matches.</summary>
    private protected virtual bool WarnsIfUnmatched => true;

    /// <summary>Whether samples may be removed, so that percentages are of the totals before.</summary>
    private protected virtual bool RemovesSamples => true;

    /// <summary>Whether samples whose frames are all removed are kept, with an empty stack.</summary>
    private protected virtual bool KeepsEmptied => false;

    /// <summary>Makes the new profile. Warning <c>filter.no-match</c> if no frame matches.</summary>
    /// <inheritdoc/>
    public Profile Apply(Profile profile, ConversionContext context)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(context);
        FrameDecision[] decisions = DecideAll(profile);
        var frames = new List<LocationId>();
        var matches = new List<FrameMatch>();
        ProfileRewriter? rewriter = null;
        ReferenceTotals? totals = RemovesSamples ? ReferenceTotals.BeforeFilter(profile) : null;
        rewriter = new ProfileRewriter(profile, context, totals: totals) { Stacks = stack => Rewrite(stack) };
        Profile result = rewriter.Run();
        if (WarnsIfUnmatched && !decisions.Any(d => d.Match != FrameMatch.None))
        {
            context.Diagnostics.Warn(
                "filter.no-match", default, $"no frame matches {MessageText.Quote(Pattern.ToString())}");
        }

        return result;

        StackId? Rewrite(StackId stack)
        {
            ReadOnlySpan<LocationId> locations = profile[stack];
            matches.Clear();
            foreach (LocationId location in locations)
            {
                matches.Add(decisions[location.Number].Match);
            }

            if (!TrySlice(CollectionsMarshal.AsSpan(matches), out Range kept))
            {
                return null;
            }

            frames.Clear();
            foreach (LocationId location in locations[kept])
            {
                if (decisions[location.Number].Lines is not { } lines)
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

    /// <summary>Decides which lines of a location are kept.</summary>
    private protected abstract FrameDecision Decide(Profile profile, in Location location);

    /// <summary>Finds the part of a stack that is kept; false if its samples are removed.</summary>
    /// <param name="matches">How much of each location matches, leaf first.</param>
    /// <param name="kept">The locations that are kept, as a range of <paramref name="matches"/>.</param>
    private protected virtual bool TrySlice(ReadOnlySpan<FrameMatch> matches, out Range kept)
    {
        kept = Range.All;
        return true;
    }

    private FrameDecision[] DecideAll(Profile profile)
    {
        var decisions = new FrameDecision[profile.LocationCount + 1];
        for (int i = 1; i < decisions.Length; i++)
        {
            decisions[i] = Decide(profile, profile[new LocationId(i)]);
        }

        return decisions;
    }
}
