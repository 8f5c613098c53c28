namespace Refold.Formats.FlameGraph;

/// <summary>
/// The 48-bit linear congruential generator of POSIX <c>drand48</c>, which Perl 5.20 and later use for <c>rand</c> on
/// every platform. flamegraph.pl seeds it with a name, so the same generator gives the same colours.
/// </summary>
internal struct Drand48
{
    private const ulong Multiplier = 0x5DEECE66D;
    private const ulong Increment = 0xB;
    private const ulong Mask = (1UL << 48) - 1;

    // srand48 sets the state to the seed followed by these sixteen bits.
    private const ulong LowBits = 0x330E;

    private ulong _state;

    /// <summary>Seeds a generator as <c>srand48</c> does.</summary>
    public Drand48(uint seed) => _state = ((ulong)seed << 16) + LowBits;

    /// <summary>Returns the next number, at least 0 and less than 1.</summary>
    public double Next()
    {
        _state = unchecked((_state * Multiplier) + Increment) & Mask;
        return _state / (double)(1UL << 48);
    }
}
