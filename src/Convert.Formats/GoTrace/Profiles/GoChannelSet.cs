namespace Refold.Formats.GoTrace;

/// <summary>Several of <see cref="GoTraceChannel"/>, one bit each.</summary>
/// <param name="Bits">The bits.</param>
internal readonly record struct GoChannelSet(int Bits)
{
    /// <summary>None of them.</summary>
    public static GoChannelSet None => default;

    /// <summary>True if it has none.</summary>
    public bool IsEmpty => Bits == 0;

    /// <summary>A set of some profiles.</summary>
    public static GoChannelSet Create(params ReadOnlySpan<GoTraceChannel> profiles)
    {
        int bits = 0;
        foreach (GoTraceChannel profile in profiles)
        {
            bits |= 1 << (int)profile;
        }

        return new GoChannelSet(bits);
    }

    /// <summary>True if a profile is among them.</summary>
    public bool Has(GoTraceChannel profile) => (Bits & (1 << (int)profile)) != 0;

    /// <summary>True if one of some profiles is among them.</summary>
    public bool HasAny(GoChannelSet others) => (Bits & others.Bits) != 0;

    /// <summary>Those that are in both sets.</summary>
    public GoChannelSet And(GoChannelSet other) => new(Bits & other.Bits);

    /// <summary>Those that are not in the other set.</summary>
    public GoChannelSet Without(GoChannelSet other) => new(Bits & ~other.Bits);
}
