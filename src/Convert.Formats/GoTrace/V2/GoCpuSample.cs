namespace Refold.Formats.GoTrace;

/// <summary>A CPU sample as it stands in a trace.</summary>
/// <param name="Time">When, in nanoseconds.</param>
/// <param name="Thread">The thread (M); <see cref="GoTransition.NoThread"/> if unknown.</param>
/// <param name="Processor">The processor (P); negative if it had none.</param>
/// <param name="Goroutine">The goroutine; 0 if it was the scheduler.</param>
/// <param name="Stack">The id of its stack.</param>
internal readonly record struct GoCpuSample(long Time, ulong Thread, long Processor, ulong Goroutine, ulong Stack);
