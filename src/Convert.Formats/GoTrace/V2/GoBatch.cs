namespace Refold.Formats.GoTrace;

/// <summary>A piece of one generation, written by one thread.</summary>
/// <param name="Generation">The generation, from 1.</param>
/// <param name="Thread">The thread (M); <see cref="GoTransition.NoThread"/> if none.</param>
/// <param name="Time">When it begins, in ticks.</param>
/// <param name="Offset">Where its bytes begin, in the bytes of the generation.</param>
/// <param name="Length">How many bytes there are.</param>
/// <param name="IsExperimental">True if its content is nothing that is read.</param>
internal readonly record struct GoBatch(
    ulong Generation, ulong Thread, ulong Time, int Offset, int Length, bool IsExperimental)
{
    /// <summary>Where its bytes end.</summary>
    public int End => Offset + Length;
}
