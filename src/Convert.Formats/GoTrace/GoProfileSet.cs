namespace Refold.Formats.GoTrace;

/// <summary>Several of <see cref="GoTraceProfile"/>, one bit each.</summary>
/// <param name="Bits">The bits.</param>
internal readonly record struct GoProfileSet(int Bits)
{
    /// <summary>None of them.</summary>
    public static GoProfileSet None => default;

    /// <summary>True if it has none.</summary>
    public bool IsEmpty => Bits == 0;

    /// <summary>A set of some profiles.</summary>
    public static GoProfileSet Of(params ReadOnlySpan<GoTraceProfile> profiles)
    {
        int bits = 0;
        foreach (GoTraceProfile profile in profiles)
        {
            bits |= 1 << (int)profile;
        }

        return new GoProfileSet(bits);
    }

    /// <summary>True if a profile is among them.</summary>
    public bool Has(GoTraceProfile profile) => (Bits & (1 << (int)profile)) != 0;

    /// <summary>True if one of some profiles is among them.</summary>
    public bool HasAny(GoProfileSet others) => (Bits & others.Bits) != 0;

    /// <summary>Those that are in both sets.</summary>
    public GoProfileSet And(GoProfileSet other) => new(Bits & other.Bits);

    /// <summary>Those that are not in the other set.</summary>
    public GoProfileSet Without(GoProfileSet other) => new(Bits & ~other.Bits);
}
