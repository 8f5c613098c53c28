namespace Refold;

/// <summary>
/// Drops the frames that a profile itself wants dropped (<see cref="ProfileInfo.DropFrames"/>), as the pprof tool does
/// whenever it reads one. Warning <c>filter.drop-frames</c> if what the profile says is no regular expression.
/// </summary>
public sealed class DeclaredFramePruner : IProfileTransform
{
    /// <inheritdoc/>
    public ProfileNeeds Needs { get; } = new() { Fidelity = Fidelity.Info | Fidelity.Inlining, LabelKeys = [] };

    /// <inheritdoc/>
    public Profile Apply(Profile profile, ConversionContext context)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(context);
        try
        {
            return FramePruner.Of(profile)?.Apply(profile, context) ?? profile;
        }
        catch (ArgumentException e)
        {
            context.Diagnostics.Warn(
                "filter.drop-frames",
                new InputPosition("--drop-frames"),
                $"expected a regular expression, found {Found.Quote(profile.Info.DropFrames)}: {e.Message}");
            return profile;
        }
    }
}
