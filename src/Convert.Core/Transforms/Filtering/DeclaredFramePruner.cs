using Refold.Formats;

namespace Refold;

/// <summary>
/// Drops the frames that a profile itself wants dropped (<see cref="ProfileInfo.DropFrames"/>), as the pprof tool does
/// whenever it reads one. Warning <c>filter.drop-frames</c> if what the profile says is no regular expression.
/// </summary>
public sealed class DeclaredFramePruner : IProfileTransform
{
    /// <inheritdoc/>
    public ReadRequest Request { get; } = new() { Facts = ProfileFacts.Info | ProfileFacts.Inlining, LabelKeys = [] };

    /// <inheritdoc/>
    public Profile Apply(Profile profile, ConversionContext context)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(context);
        try
        {
            return FramePruner.Create(profile)?.Apply(profile, context) ?? profile;
        }
        catch (ArgumentException e)
        {
            context.Diagnostics.Warn(
                "filter.drop-frames",
                new InputPosition("--drop-frames"),
                $"expected a regular expression, found {MessageText.Quote(profile.Info.DropFrames)}: {e.Message}");
            return profile;
        }
    }
}
