using Refold.Formats;

namespace Refold;

/// <summary>Keeps some kinds of facts of a profile and discards the others.</summary>
/// <remarks>
/// docs/model.md defines for each flag of <see cref="ProfileFacts"/> what a profile without it is like; this transform
/// is that definition in code. The tests of formats use it as the expected result: what a round trip through a format
/// gives back, and what a reader makes of a request.
/// <code>
/// kept without Times       samples lose their times; rows are unchanged
/// kept without Order       equal samples are summed
/// kept without Inlining    an inlined function becomes a frame of its own
/// kept without Stacks      of each stack only the leaf is kept
/// </code>
/// </remarks>
/// <param name="kept">The facts and labels to keep.</param>
public sealed class FactProjection(ReadRequest kept) : IProfileTransform
{
    /// <summary>Creates a transform that keeps kinds of facts, with all labels if labels are among them.</summary>
    public FactProjection(ProfileFacts kept)
        : this(new ReadRequest { Facts = kept })
    {
    }

    /// <inheritdoc/>
    public ReadRequest Request { get; } = new() { Facts = ProfileFacts.None, LabelKeys = [] };

    /// <inheritdoc/>
    public Profile Apply(Profile profile, ConversionContext context)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(context);
        if (kept.Has(ProfileFacts.All) && kept.LabelKeys is null)
        {
            return profile;
        }

        // Rows are unchanged, as when a reader discards only times.
        if (kept.Has(ProfileFacts.All & ~ProfileFacts.Times) && kept.LabelKeys is null)
        {
            return profile.WithoutTimes();
        }

        return Copy(profile, context);
    }

    private Profile Copy(Profile profile, ConversionContext context)
    {
        int[] columns = kept.Has(ProfileFacts.SampleTypes)
            ? [.. Enumerable.Range(0, profile.SampleTypes.Count)]
            : [profile.DefaultSampleType];
        ReferenceTotals? totals = profile.ReferenceTotals;
        var request = new ConversionContext
        {
            Request = kept,
            Limits = context.Limits,
            Cancellation = context.Cancellation,
        };
        var builder = new ProfileBuilder(request, TypesOf(profile))
        {
            SumsEqualSamples = !kept.Has(ProfileFacts.Order),
            Info = InfoOf(profile),
            ReferenceTotals = kept.Has(ProfileFacts.SampleTypes) ? totals : totals?.Select(columns[0]),
        };
        var copier = new RowCopier(profile, builder)
        {
            SplitsInlined = !kept.Has(ProfileFacts.Inlining),
            KeepsStacks = kept.Has(ProfileFacts.Stacks),
        };
        for (int i = 1; i <= profile.MappingCount; i++)
        {
            copier.Copy(new MappingId(i));
        }

        var values = new long[columns.Length];
        int row = 0;
        foreach (Sample sample in profile.Samples)
        {
            context.CheckCancelled(row++);
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = sample[columns[i]];
            }

            builder.AddSample(copier.Copy(sample.Stack), values, copier.Copy(sample.Labels), sample.Time);
        }

        return builder.Build();
    }

    private SampleType[] TypesOf(Profile profile) =>
        kept.Has(ProfileFacts.SampleTypes) ? [.. profile.SampleTypes] : [SampleType.Unknown];

    // The choice of the default sample type is part of the sample types; its name in the source is part of the info.
    private ProfileInfo InfoOf(Profile profile)
    {
        ProfileInfo info = kept.Has(ProfileFacts.Info) ? profile.Info : ProfileInfo.None;
        bool isLast = profile.DefaultSampleType == profile.SampleTypes.Count - 1;
        string type = !kept.Has(ProfileFacts.SampleTypes) ? ""
            : kept.Has(ProfileFacts.Info) ? profile.Info.DefaultSampleType
            : isLast ? ""
            : profile.SampleTypes[profile.DefaultSampleType].Name;
        return info with { DefaultSampleType = type };
    }
}
