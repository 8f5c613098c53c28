namespace Refold.Formats.Tests.Nettrace;

/// <summary>What the judge counted.</summary>
/// <param name="Count">How many events.</param>
/// <param name="Value">
/// What they say, summed: bytes of ticks and of sampled objects, nanoseconds of locks, waits and pauses, what events of
/// <c>collect-linux</c> give as their value; 0 for others.
/// </param>
internal readonly record struct TraceLogSum(long Count, long Value);
