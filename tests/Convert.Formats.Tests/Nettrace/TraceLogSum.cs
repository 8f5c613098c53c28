namespace Refold.Formats.Tests.Nettrace;

/// <summary>The sums of TraceLog's events with one key.</summary>
/// <param name="Count">The number of events.</param>
/// <param name="Value">
/// The sum of their values: bytes of ticks and sampled objects, nanoseconds of locks, waits and pauses, the values of
/// <c>collect-linux</c> events; 0 for others.
/// </param>
internal readonly record struct TraceLogSum(long Count, long Value);
