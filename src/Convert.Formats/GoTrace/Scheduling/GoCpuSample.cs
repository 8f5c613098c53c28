namespace Refold.Formats.GoTrace;

/// <summary>A CPU sample of a trace.</summary>
/// <param name="Time">The time, in nanoseconds; in ticks while the frequency of the clock is not known yet.</param>
/// <param name="Thread">The thread (M); <see cref="GoTransition.NoThread"/> if unknown.</param>
/// <param name="Processor">The processor (P); negative if there is none.</param>
/// <param name="Goroutine">The goroutine; 0 if the scheduler itself was running.</param>
/// <param name="Stack">The id of its stack.</param>
internal readonly record struct GoCpuSample(long Time, ulong Thread, long Processor, ulong Goroutine, ulong Stack);
