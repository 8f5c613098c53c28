namespace Refold.Formats.Nettrace;

/// <summary>A stack of addresses.</summary>
/// <param name="Start">Where its frames begin among those of all stacks.</param>
/// <param name="Length">How many there are.</param>
/// <param name="Process">The process in whose memory they are.</param>
/// <param name="Epoch">When: methods that lost their code in this epoch or later had it.</param>
internal readonly record struct NettraceStack(int Start, int Length, long Process, int Epoch);
