using Refold.Formats;

namespace Refold;

/// <summary>A step between reading and writing that makes a new profile from one profile.</summary>
/// <remarks>
/// Profiles are immutable, so the source is unchanged and may be used further; rows that do not change may be shared.
/// Steps with several inputs are not transforms: <see cref="ProfileMerger"/>, <see cref="ProfileDiffer"/> and
/// <see cref="ProfileComparer"/>. A transform has no state and may be used for many profiles, also at the same time.
/// Its diagnostics have no position; the caller, who knows where the transform comes from, sets one with
/// <see cref="DiagnosticLog.Locate"/>.
/// <code>
/// Profile hot = new SampleFilter(NamePattern.Parse("parse")).Apply(profile);
/// </code>
/// </remarks>
public interface IProfileTransform
{
    /// <summary>The facts that the transform uses, which a reader must not discard.</summary>
    ReadRequest Request { get; }

    /// <summary>Makes the new profile.</summary>
    /// <param name="profile">The source.</param>
    /// <param name="context">Receives warnings; its limits and its cancellation apply, its request does not.</param>
    /// <exception cref="ProfileFormatException">The result would exceed the limits.</exception>
    /// <exception cref="OperationCanceledException">The context was cancelled.</exception>
    Profile Apply(Profile profile, ConversionContext context);
}
