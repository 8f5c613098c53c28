using Refold.Formats;

namespace Refold;

/// <summary>
/// What one profile has beyond another (pprof: <c>-base</c>, <c>-diff_base</c>): the values of the other count negative, and
/// the two are merged; samples that cancel out go.
/// </summary>
public sealed class ProfileDiffer
{
    /// <summary>
    /// True to label the base's samples <c>pprof::base=true</c>, so that percentages are of the base; equal samples do not
    /// cancel out then (<c>-diff_base</c>).
    /// </summary>
    public bool MarksBase { get; init; }

    /// <summary>True to scale the profile so that its totals are those of the base, type by type.</summary>
    public bool Normalizes { get; init; }

    /// <summary>The difference.</summary>
    /// <param name="profile">What there is.</param>
    /// <param name="baseline">What there was.</param>
    /// <param name="context">Where warnings go, and when to stop.</param>
    /// <exception cref="OperationCanceledException">The context was cancelled.</exception>
    public Profile Subtract(Profile profile, Profile baseline, ConversionContext context)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(baseline);
        ArgumentNullException.ThrowIfNull(context);
        if (Normalizes)
        {
            profile = new ValueScaler(p => RatiosTo(p, baseline)).Apply(profile, context);
        }

        var merger = new ProfileMerger(new ConversionContext
        {
            Diagnostics = context.Diagnostics,
            Cancellation = context.Cancellation,
            Limits = context.Limits,
        });
        merger.Add(profile, "profile");
        merger.Add(Negative(baseline, context), "base");
        Profile difference = merger.Build();
        return difference.WithReferenceTotals(ReferenceTotals.From(difference));
    }

    private static double[] RatiosTo(Profile profile, Profile baseline)
    {
        var ratios = new double[profile.SampleTypes.Count];
        for (int type = 0; type < ratios.Length; type++)
        {
            int other = baseline.SampleTypes.ToList().IndexOf(profile.SampleTypes[type]);
            Int128 sum = SumOf(profile, type);
            ratios[type] = sum == 0 || other < 0 ? 0 : (double)SumOf(baseline, other) / (double)sum;
        }

        return ratios;
    }

    private static Int128 SumOf(Profile profile, int type)
    {
        Int128 sum = 0;
        foreach (Sample sample in profile.Samples)
        {
            sum += sample[type];
        }

        return sum;
    }

    private Profile Negative(Profile baseline, ConversionContext context)
    {
        ProfileRewriter? rewriter = null;
        rewriter = new ProfileRewriter(baseline, context) { Labels = LabelsOf, Values = Negate };
        return rewriter.Run();

        LabelSetId LabelsOf(LabelSetId id)
        {
            if (!MarksBase)
            {
                return rewriter!.Copier.Copy(id);
            }

            ProfileBuilder target = rewriter!.Target;
            var labels = new List<Label>();
            StringId key = target.AddString(WellKnownLabels.DiffBase);
            foreach (Label label in baseline[id])
            {
                labels.Add(rewriter.Copier.Copy(label));
            }

            labels.RemoveAll(l => l.Key == key);
            labels.Add(Label.OfText(key, target.AddString(WellKnownLabels.DiffBaseValue)));
            return target.AddLabels(labels.ToArray());
        }
    }

    private static void Negate(long[] values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = values[i] == long.MinValue ? long.MaxValue : -values[i];
        }
    }
}
