namespace Refold.Cli;

/// <summary>The parameters of a conversion.</summary>
internal sealed record ConvertRequest
{
    /// <summary>The paths of the inputs, <c>-</c> for standard input; several are merged.</summary>
    public required IReadOnlyList<string> Inputs { get; init; }

    /// <summary>The path of the output, <c>-</c> for standard output.</summary>
    public required string Output { get; init; }

    /// <summary>The name of the inputs' format; null to detect it from the content.</summary>
    public string? From { get; init; }

    /// <summary>The name of the output's format; null to choose by the file name's ending.</summary>
    public string? To { get; init; }

    /// <summary>The profiles to read from inputs with several; null for the default of their format.</summary>
    public string? Profile { get; init; }

    /// <summary>Options of formats, as <c>name=value</c>.</summary>
    public IReadOnlyList<string> Settings { get; init; } = [];

    /// <summary>The only sample type to keep; null to keep all.</summary>
    public string? SampleType { get; init; }

    /// <summary>The profiles to subtract; null for none.</summary>
    public BaseRequest? Base { get; init; }

    /// <summary>The transforms between reading and writing, in this order.</summary>
    public IReadOnlyList<IProfileTransform> Steps { get; init; } = [];

    /// <summary>Whether frames are apart by line, also in formats that keep no lines.</summary>
    public bool ShowsLines { get; init; }

    /// <summary>Whether warnings and losses are errors.</summary>
    public bool Strict { get; init; }

    /// <summary>Whether to report all losses, not only those of values.</summary>
    public bool Verbose { get; init; }

    /// <summary>Whether to report what would be written and lost, without writing.</summary>
    public bool DryRun { get; init; }
}
