namespace Refold.Formats.Tests.Nettrace;

/// <summary>The key by which TraceLog's events are counted.</summary>
/// <param name="Event">
/// <c>sample</c>, <c>alloc-tick</c>, <c>alloc-sample</c>, <c>lock</c>, <c>wait</c>, <c>exception</c>, <c>gc-pause</c>,
/// <c>cpu</c> or <c>cswitch</c>.
/// </param>
/// <param name="ProcessId">The process id.</param>
/// <param name="ThreadId">The thread id.</param>
/// <param name="Type">
/// <c>External</c> or <c>Managed</c> for samples; the type of an object or exception; the reason of a pause; otherwise
/// empty.
/// </param>
/// <param name="Stack">The frames, leaf first, one per line; empty for none.</param>
internal sealed record TraceLogKey(string Event, int ProcessId, int ThreadId, string Type, string Stack);
