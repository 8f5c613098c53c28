namespace Refold.Attribution;

/// <summary>Splits whole numbers in proportion, so that the shares add up to the number.</summary>
internal static class ProportionalShares
{
    /// <summary>
    /// Splits a number by the method of the largest remainder: <c>7</c> by <c>4 : 3 : 1</c> is <c>3 3 1</c>. Where
    /// remainders are equal, the first share gets more.
    /// </summary>
    /// <param name="total">The number to split, at least 0.</param>
    /// <param name="weights">The proportions, at least 0; if all are 0, the first share is everything.</param>
    /// <param name="shares">As many as weights; their sum is the total.</param>
    public static void Split(Int128 total, ReadOnlySpan<Int128> weights, Span<Int128> shares)
    {
        Int128 sum = 0;
        foreach (Int128 weight in weights)
        {
            sum += weight;
        }

        shares.Clear();
        if (sum == 0)
        {
            if (shares.Length > 0)
            {
                shares[0] = total;
            }

            return;
        }

        var remainders = new Int128[weights.Length];
        Int128 left = total;
        for (int i = 0; i < weights.Length; i++)
        {
            shares[i] = Int128.Min(left, Scale(total, weights[i], sum, out remainders[i]));
            left -= shares[i];
        }

        if (left > 0)
        {
            Round(left, remainders, shares);
        }
    }

    /// <summary><c>value · numerator / denominator</c>, rounded down.</summary>
    /// <remarks>Exact if value and numerator fit into 64 bits; beyond, as precise as a double.</remarks>
    public static Int128 Scale(Int128 value, Int128 numerator, Int128 denominator, out Int128 remainder)
    {
        if (value > ulong.MaxValue || numerator > ulong.MaxValue)
        {
            remainder = 0;
            return (Int128)Math.Floor((double)value / (double)denominator * (double)numerator);
        }

        ulong high = Math.BigMul((ulong)value, (ulong)numerator, out ulong low);
        if (high == 0 && denominator <= ulong.MaxValue)
        {
            (ulong quotient, ulong rest) = Math.DivRem(low, (ulong)denominator);
            remainder = rest;
            return quotient;
        }

        (UInt128 wide, UInt128 wideRest) = UInt128.DivRem(new UInt128(high, low), (UInt128)denominator);
        remainder = (Int128)wideRest;
        return (Int128)wide;
    }

    // The rest is less than one for each share, unless the numbers were too large to be exact.
    private static void Round(Int128 left, Int128[] remainders, Span<Int128> shares)
    {
        int[] order = [.. Enumerable.Range(0, remainders.Length)];
        Array.Sort(order, (a, b) =>
        {
            int byRemainder = remainders[b].CompareTo(remainders[a]);
            return byRemainder != 0 ? byRemainder : a.CompareTo(b);
        });
        foreach (int i in order.AsSpan(0, (int)Int128.Min(left, order.Length)))
        {
            shares[i]++;
            left--;
        }

        shares[order[0]] += left;
    }
}
