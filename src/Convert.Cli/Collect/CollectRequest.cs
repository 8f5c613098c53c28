namespace Refold.Cli.Collect;

/// <summary>The parameters of a recording.</summary>
internal sealed record CollectRequest
{
    /// <summary>The process to record; null to start <see cref="Command"/>.</summary>
    public int? ProcessId { get; init; }

    /// <summary>The command to start and record, with its arguments; empty to record <see cref="ProcessId"/>.</summary>
    public IReadOnlyList<string> Command { get; init; } = [];

    /// <summary>
    /// The time to record, counted from the first event; null until the process ends or a signal arrives.
    /// </summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>The time to wait for an answer of the process.</summary>
    public required TimeSpan Timeout { get; init; }

    /// <summary>The profiles to record.</summary>
    public required RecordedProfiles Profiles { get; init; }

    /// <summary>The conversion of the recording.</summary>
    public required ConvertRequest Conversion { get; init; }
}
