namespace Refold.Formats.GoTrace;

/// <summary>Events of one processor that stand together in the file.</summary>
/// <param name="Start">Where the first one begins.</param>
/// <param name="End">Where the last one ends.</param>
/// <param name="Ticks">The time that the first one counts from.</param>
/// <param name="Sequence">The sequence number that the first one counts from (Go 1.5 alone).</param>
internal readonly record struct GoV1Batch(int Start, int End, long Ticks, long Sequence);
