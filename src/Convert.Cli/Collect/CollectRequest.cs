
namespace Refold.Cli.Collect;

/// <summary>What a recording was asked to be.</summary>
internal sealed record CollectRequest
{
    /// <summary>The process to record; null if a command is to be started.</summary>
    public int? ProcessId { get; init; }

    /// <summary>The command to start and record, with its arguments; empty if there is a process already.</summary>
    public IReadOnlyList<string> Command { get; init; } = [];

    /// <summary>When to stop, counted from the first event; null for when the process ends or somebody says so.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>How long to wait for an answer of the process.</summary>
    public required TimeSpan Timeout { get; init; }

    /// <summary>What to record.</summary>
    public required RecordedProfiles Profiles { get; init; }

    /// <summary>What becomes of it.</summary>
    public required ConvertRequest Conversion { get; init; }
}
