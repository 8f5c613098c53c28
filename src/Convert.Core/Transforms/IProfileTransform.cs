using Refold.Formats;

namespace Refold;

/// <summary>One step between reading and writing: makes another profile of a profile, and leaves the first as it is.</summary>
public interface IProfileTransform
{
    /// <summary>What the step looks at; a reader that is told to leave out the rest must not leave out this.</summary>
    ReadRequest Request { get; }

    /// <summary>The profile that the step makes.</summary>
    /// <param name="profile">The profile to start from.</param>
    /// <param name="context">Where warnings go, and when to stop.</param>
    /// <exception cref="OperationCanceledException">The context was cancelled.</exception>
    Profile Apply(Profile profile, ConversionContext context);
}
