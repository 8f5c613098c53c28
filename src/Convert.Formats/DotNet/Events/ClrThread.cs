namespace Refold.Formats.DotNet;

/// <summary>A thread of a traced process.</summary>
/// <param name="ProcessId">The process id; 0 if unknown.</param>
/// <param name="ThreadId">The thread id of the operating system; 0 if unknown.</param>
/// <param name="Name">The name; empty if unknown.</param>
internal sealed record ClrThread(long ProcessId, long ThreadId, string Name = "");
