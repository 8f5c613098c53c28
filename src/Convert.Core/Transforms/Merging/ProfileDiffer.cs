using Refold.Formats;

namespace Refold;

/// <summary>Subtracts a profile from another.</summary>
/// <remarks>
/// pprof: <c>-base</c>, <c>-diff_base</c>. The values of the base are negated, then the profiles are merged; samples
/// that become 0 are discarded. It has two inputs, and so is not an <see cref="IProfileTransform"/>.
/// <code>
/// profile   main;f 9   main;g 3              base   main;f 3   main;g 3   main;h 2
///
/// difference            main;f 6                               main;h -2
/// with MarksBase        main;f 9   main;g 3  and the base's samples, negative, with the label pprof::base=true
/// </code>
/// </remarks>
public sealed class ProfileDiffer
{
    /// <summary>
    /// Whether the base's samples get the label <c>pprof::base=true</c>, so that percentages are of the base and equal
    /// samples do not cancel out (<c>-diff_base</c>).
    /// </summary>
    public bool MarksBase { get; init; }

    /// <summary>Whether the profile is first scaled to the totals of the base, each sample type by itself.</summary>
    public bool Normalizes { get; init; }

    /// <summary>Subtracts the base from a profile.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="baseline">The base.</param>
    /// <param name="context">Receives warnings; its limits and its cancellation apply.</param>
    /// <exception cref="ProfileFormatException">The difference would exceed the limits.</exception>
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

        ProfileMerger merger = ProfileMerger.KeepingAll(context);
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
            Int128 sum = profile.Samples.Sum(type);
            ratios[type] = sum == 0 || other < 0 ? 0 : (double)baseline.Samples.Sum(other) / (double)sum;
        }

        return ratios;
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
