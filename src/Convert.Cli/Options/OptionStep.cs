using Refold.Formats;

namespace Refold.Cli;

/// <summary>
/// A transform that an option requests; its warnings begin with the option: <c>--focus: no frame matches</c>.
/// </summary>
/// <param name="option">The option, as it is typed.</param>
/// <param name="step">The transform.</param>
internal sealed class OptionStep(string option, IProfileTransform step) : IProfileTransform
{
    /// <inheritdoc/>
    public ReadRequest Request => step.Request;

    /// <inheritdoc/>
    public Profile Apply(Profile profile, ConversionContext context)
    {
        int start = context.Diagnostics.Kept.Count;
        Profile result = step.Apply(profile, context);
        context.Diagnostics.Locate(start, new InputPosition(option));
        return result;
    }
}
