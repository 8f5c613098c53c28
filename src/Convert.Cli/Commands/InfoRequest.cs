namespace Refold.Cli;

/// <summary>The parameters of <c>refold info</c>.</summary>
internal sealed record InfoRequest
{
    /// <summary>The paths of the inputs, <c>-</c> for standard input.</summary>
    public required IReadOnlyList<string> Inputs { get; init; }

    /// <summary>The name of the inputs' format; null to detect it from the content.</summary>
    public string? From { get; init; }

    /// <summary>The profiles to read from inputs with several; null for the default of their format.</summary>
    public string? Profile { get; init; }

    /// <summary>Options of formats, as <c>name=value</c>.</summary>
    public IReadOnlyList<string> Settings { get; init; } = [];

    /// <summary>Whether to print exact values instead of rounded ones with a readable unit.</summary>
    public bool Raw { get; init; }

    /// <summary>Whether to print JSON.</summary>
    public bool Json { get; init; }
}
