using Microsoft.Diagnostics.Tracing.Etlx;

namespace Refold.Formats.Etlx;

/// <summary>What will be a sample.</summary>
/// <param name="Profile">The profile that counts it.</param>
/// <param name="Stack">Its stack.</param>
/// <param name="ProcessId">The number of its process.</param>
/// <param name="ThreadId">The number of its thread.</param>
/// <param name="Nanoseconds">Its time since the trace began.</param>
/// <param name="Text">What its profile says of it besides: a state, a type, a reason; empty for nothing.</param>
/// <param name="Detail">More of it: a message; empty for nothing.</param>
internal sealed record EtlxRow(
    EtlxProfile Profile,
    CallStackIndex Stack,
    int ProcessId,
    int ThreadId,
    long Nanoseconds,
    string Text,
    string Detail)
{
    /// <summary>The values, in the order of the profile's sample types; more than it has are 0.</summary>
    public (long First, long Second, long Third) Values { get; set; } = (1, 0, 0);
}
