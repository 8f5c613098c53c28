namespace Refold;

/// <summary>All that a conversion needs besides data: where warnings go, when to stop, how much is too much.</summary>
public sealed class ConversionContext
{
    /// <summary>The warnings so far.</summary>
    public DiagnosticLog Diagnostics { get; init; } = new();

    /// <summary>Cancels the conversion; readers and writers look at it every few thousand samples.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>How large an input may make things.</summary>
    public ConversionLimits Limits { get; init; } = ConversionLimits.Default;

    /// <summary>What the profile is read for; readers may leave out the rest.</summary>
    public ProfileNeeds Wanted { get; init; } = ProfileNeeds.All;
}
