using Refold.Formats;

namespace Refold;

/// <summary>
/// Multiplies all values, rounded to whole numbers; samples of which nothing is left go. A value that would not fit into
/// 64 bits becomes the largest that does; warning <c>scale.too-large</c>.
/// </summary>
public sealed class ValueScaler : IProfileTransform
{
    private readonly Func<Profile, double[]> _ratios;

    /// <summary>Multiplies all values by one number.</summary>
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
        int tooLarge = 0;
        ReferenceTotals? whole = profile.ReferenceTotals?.Scale(ratios);
        Profile scaled = new ProfileRewriter(profile, context, whole: whole) { Values = Scale, Keeps = HasValue }.Run();
        if (tooLarge > 0)
        {
            context.Diagnostics.Warn(
                "scale.too-large", new InputPosition("--scale"), $"{tooLarge} values exceed 63 bits; the largest is taken");
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

    // Whole numbers stay exact beyond what a double holds.
    private static long Scaled(long value, double ratio) =>
        ratio == Math.Truncate(ratio) && Math.Abs(ratio) < long.MaxValue
            ? (long)Int128.Clamp((Int128)value * (long)ratio, long.MinValue, long.MaxValue)
            : (long)Math.Round(value * ratio, MidpointRounding.AwayFromZero);
}
