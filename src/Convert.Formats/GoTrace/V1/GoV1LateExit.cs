namespace Refold.Formats.GoTrace;

/// <summary>The end of a system call that was written later than it happened.</summary>
/// <param name="Order">Its place among the events: ticks, or the sequence number of Go 1.5.</param>
/// <param name="Ticks">When it happened.</param>
/// <param name="Goroutine">Whose it is.</param>
internal readonly record struct GoV1LateExit(long Order, long Ticks, ulong Goroutine);
