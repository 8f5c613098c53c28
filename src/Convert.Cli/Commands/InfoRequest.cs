namespace Refold.Cli;

/// <summary>What <c>refold info</c> was asked.</summary>
internal sealed record InfoRequest
{
    /// <summary>The paths of the inputs, <c>-</c> for standard input.</summary>
    public required IReadOnlyList<string> Inputs { get; init; }

    /// <summary>The name of the inputs' format; null to find out.</summary>
    public string? From { get; init; }

    /// <summary>Which profiles to read of inputs that hold several; null for what their format thinks best.</summary>
    public string? Profile { get; init; }

    /// <summary>Options of formats, as <c>name=value</c>.</summary>
    public IReadOnlyList<string> Settings { get; init; } = [];

    /// <summary>True to answer in JSON.</summary>
    public bool Json { get; init; }
}
