namespace Refold.Formats.Tests.Nettrace;

/// <summary>What the judge counts events by.</summary>
/// <param name="Event">
/// <c>sample</c>, <c>alloc-tick</c>, <c>alloc-sample</c>, <c>lock</c>, <c>wait</c>, <c>exception</c>, <c>gc-pause</c>,
/// <c>cpu</c> or <c>cswitch</c>.
/// </param>
/// <param name="ProcessId">The number of the process.</param>
/// <param name="ThreadId">The number of the thread.</param>
/// <param name="Type">
/// <c>External</c> or <c>Managed</c> for samples; the type of what is allocated or thrown; the reason of a pause; else
/// empty.
/// </param>
/// <param name="Stack">The frames as <c>module!method</c>, leaf first, a line each; empty for none.</param>
internal sealed record TraceLogKey(string Event, int ProcessId, int ThreadId, string Type, string Stack);
