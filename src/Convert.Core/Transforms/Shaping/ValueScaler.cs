using Refold.Formats;

namespace Refold;

/// <summary>Multiplies all values by a number.</summary>
/// <remarks>
/// Products are rounded to the nearest whole number, halves away from zero; samples whose values all become 0 are
/// removed. A product that does not fit into 64 bits becomes the largest value that does; warning
/// <c>scale.too-large</c>.
/// </remarks>
public sealed class ValueScaler : IProfileTransform
{
    private readonly Func<Profile, double[]> _ratios;

    /// <summary>Creates a transform that multiplies all values by the same number.</summary>
    public ValueScaler(double ratio)
        : this(profile => [.. Enumerable.Repeat(ratio, profile.SampleTypes.Count)])
    {
    }

    internal ValueScaler(Func<Profile, double[]> ratios) => _ratios = ratios;

    /// <inheritdoc/>
    public ReadRequest Request { get; } = new() { Facts = ProfileFacts.None, LabelKeys = [] };

    /// <inheritdoc/>
    public Profile Apply(Profile profile, ConversionContext context)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(context);
        double[] ratios = _ratios(profile);
        long tooLarge = 0;
        ReferenceTotals? totals = profile.ReferenceTotals?.Scale(ratios);
        var rewriter = new ProfileRewriter(profile, context, totals: totals) { Values = Scale, Keeps = HasValue };
        Profile scaled = rewriter.Run();
        if (tooLarge > 0)
        {
            string values = tooLarge == 1 ? "1 value does" : $"{tooLarge} values do";
            context.Diagnostics.Warn(
                "scale.too-large", default, $"{values} not fit into 64 bits; the largest that fits is used");
        }

        return scaled;

        bool HasValue(Sample sample)
        {
            for (int i = 0; i < ratios.Length; i++)
            {
                if (Scaled(sample[i], ratios[i]) != 0)
                {
                    return true;
                }
            }

            return false;
        }

        void Scale(long[] values)
        {
            for (int i = 0; i < values.Length; i++)
            {
                double exact = values[i] * ratios[i];
                values[i] = Scaled(values[i], ratios[i]);
                tooLarge += Math.Abs(exact) > long.MaxValue ? 1 : 0;
            }
        }
    }

    // A double has 53 bits: products with whole numbers are exact only as integers.
    private static long Scaled(long value, double ratio) =>
        ratio == Math.Truncate(ratio) && Math.Abs(ratio) < long.MaxValue
            ? (long)Int128.Clamp((Int128)value * (long)ratio, long.MinValue, long.MaxValue)
            : (long)Math.Round(value * ratio, MidpointRounding.AwayFromZero);
}
