using Refold.Formats;

namespace Refold;

/// <summary>
/// Removes the frames that the profile itself declares as noise (<see cref="ProfileInfo.DropFrames"/>), as pprof does
/// with every profile it reads.
/// </summary>
/// <remarks>
/// Removes what <see cref="FramePruner"/> removes. Warning <c>filter.drop-frames</c> if the profile's expression is not
/// a regular expression; the profile is then unchanged.
/// </remarks>
public sealed class DeclaredFramePruner : IProfileTransform
{
    /// <inheritdoc/>
    public ReadRequest Request { get; } = new() { Facts = ProfileFacts.Info | ProfileFacts.Inlining, LabelKeys = [] };

    /// <inheritdoc/>
    public Profile Apply(Profile profile, ConversionContext context)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(context);
        if (profile.Info.DropFrames.Length == 0)
        {
            return profile;
        }

        try
        {
            return new FramePruner(profile.Info.DropFrames, profile.Info.KeepFrames).Apply(profile, context);
        }
        catch (ArgumentException e)
        {
            context.Diagnostics.Warn(
                "filter.drop-frames",
                default,
                $"expected a regular expression, found {MessageText.Quote(profile.Info.DropFrames)}: {e.Message}");
            return profile;
        }
    }
}
