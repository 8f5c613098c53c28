namespace Refold.Cli;

/// <summary>What a conversion was asked to do.</summary>
internal sealed record ConvertRequest
{
    /// <summary>The paths of the inputs, <c>-</c> for standard input; several are merged.</summary>
    public required IReadOnlyList<string> Inputs { get; init; }

    /// <summary>The path of the output, <c>-</c> for standard output.</summary>
    public required string Output { get; init; }

    /// <summary>The name of the inputs' format; null to find out.</summary>
    public string? From { get; init; }

    /// <summary>The name of the output's format; null to go by the ending of its path.</summary>
    public string? To { get; init; }

    /// <summary>Which profiles to read of inputs that hold several; null for what their format thinks best.</summary>
    public string? Profile { get; init; }

    /// <summary>Options of formats, as <c>name=value</c>.</summary>
    public IReadOnlyList<string> Settings { get; init; } = [];

    /// <summary>The only sample type to keep; null to keep all.</summary>
    public string? SampleType { get; init; }

    /// <summary>What the inputs are compared with; null if with nothing.</summary>
    public BaseRequest? Base { get; init; }

    /// <summary>What happens between reading and writing, in this order.</summary>
    public IReadOnlyList<IProfileTransform> Steps { get; init; } = [];

    /// <summary>True if warnings are errors.</summary>
    public bool Strict { get; init; }

    /// <summary>True if nothing is to be written, but said what would be lost.</summary>
    public bool DryRun { get; init; }
}
