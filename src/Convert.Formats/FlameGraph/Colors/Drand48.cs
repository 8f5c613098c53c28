namespace Refold.Formats.FlameGraph;

/// <summary>
/// The 48-bit linear congruential generator of POSIX <c>drand48</c>, which is the <c>rand</c> of Perl 5.20 and later
/// on every platform. flamegraph.pl seeds it with a name, so the same generator gives the same colours.
/// </summary>
internal struct Drand48
{
    private const ulong Multiplier = 0x5DEECE66D;
    private const ulong Increment = 0xB;
    private const ulong Mask = (1UL << 48) - 1;

    // srand48 puts the seed above these sixteen bits.
    private const ulong LowBits = 0x330E;

    private ulong _state;

    public Drand48(uint seed) => _state = ((ulong)seed << 16) + LowBits;

    /// <summary>The next number, at least 0 and below 1.</summary>
    public double Next()
    {
        _state = unchecked((_state * Multiplier) + Increment) & Mask;
        return _state / (double)(1UL << 48);
    }
}
