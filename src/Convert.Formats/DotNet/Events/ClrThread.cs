namespace Refold.Formats.DotNet;

/// <summary>A thread.</summary>
/// <param name="ProcessId">Its process; 0 if the file does not tell.</param>
/// <param name="ThreadId">Its number, as the operating system counts.</param>
/// <param name="Name">Its name; empty if the file tells none.</param>
internal sealed record ClrThread(long ProcessId, long ThreadId, string Name = "");
