namespace Refold.Formats.GoTrace;

/// <summary>Consecutive events of one thread in one generation, or a part of the generation's tables.</summary>
/// <remarks>
/// <code>
/// type | generation | thread   | ticks             | length                        | content
/// 01   | 01         | a2 f7 01 | b1 ae f5 84 fc 16 | aa 84 80 80 80 80 80 80 80 00 | 0d f9 03 00 02 · 0a …
/// Batch, generation 1, thread 31650, 554 bytes: ProcStatus, ProcStart, …
///
/// 31 | 01 | 01 | …       ExperimentalBatch has the number of the experiment after the type
/// 34                     EndOfGeneration, since Go 1.26
/// </code>
/// All numbers are varints. The length has ten bytes, since the runtime fills it in when the batch is full.
/// </remarks>
/// <param name="Generation">The generation, from 1.</param>
/// <param name="Thread">The thread (M); <see cref="GoTransition.NoThread"/> if there is none, as for tables.</param>
/// <param name="Time">The time of its begin, in ticks.</param>
/// <param name="Offset">The offset of its content in the bytes of the generation.</param>
/// <param name="Length">The length of its content in bytes.</param>
/// <param name="IsExperimental">Whether its content is that of an experiment, which is discarded.</param>
internal readonly record struct GoV2Batch(
    ulong Generation, ulong Thread, ulong Time, int Offset, int Length, bool IsExperimental)
{
    /// <summary>The offset after its content.</summary>
    public int End => Offset + Length;
}
