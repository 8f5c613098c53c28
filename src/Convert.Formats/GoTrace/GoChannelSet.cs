namespace Refold.Formats.GoTrace;

/// <summary>A set of <see cref="GoTraceChannel"/>.</summary>
/// <param name="Bits">The members, one bit each: bit n for the channel with value n.</param>
internal readonly record struct GoChannelSet(int Bits)
{
    /// <summary>The empty set.</summary>
    public static GoChannelSet None => default;

    /// <summary>Whether the set has no members.</summary>
    public bool IsEmpty => Bits == 0;

    /// <summary>Creates a set of the given channels.</summary>
    public static GoChannelSet Create(params ReadOnlySpan<GoTraceChannel> channels)
    {
        int bits = 0;
        foreach (GoTraceChannel channel in channels)
        {
            bits |= 1 << (int)channel;
        }

        return new GoChannelSet(bits);
    }

    /// <summary>Whether the channel is a member.</summary>
    public bool Has(GoTraceChannel channel) => (Bits & (1 << (int)channel)) != 0;

    /// <summary>Whether the sets have a member in common.</summary>
    public bool HasAny(GoChannelSet others) => (Bits & others.Bits) != 0;

    /// <summary>The intersection of both sets.</summary>
    public GoChannelSet And(GoChannelSet other) => new(Bits & other.Bits);

    /// <summary>The members that the other set does not have.</summary>
    public GoChannelSet Without(GoChannelSet other) => new(Bits & ~other.Bits);
}
