using Refold.Formats;

namespace Refold;

/// <summary>
/// What is left of a profile when only some kinds of facts are kept. docs/model.md says for each
/// <see cref="ProfileFacts"/> flag what goes without it; this is where it goes.
/// </summary>
/// <remarks>
/// It serves as the oracle for formats: what comes back after writing and reading must be what is left here, and
/// likewise what a reader makes when it is told what is wanted.
/// </remarks>
public static class FactProjection
{
    /// <summary>What is left when only <paramref name="kept"/> is kept.</summary>
    public static Profile Project(Profile profile, ProfileFacts kept) =>
        Project(profile, new ReadRequest { Facts = kept });

    /// <summary>What is left when only <paramref name="kept"/> is kept.</summary>
    public static Profile Project(Profile profile, ReadRequest kept)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(kept);
        if (kept.Has(ProfileFacts.All) && kept.LabelKeys is null)
        {
            return profile;
        }

        // Rows stay as they are, as they do when a reader leaves out times only.
        if (kept.Has(ProfileFacts.All & ~ProfileFacts.Times) && kept.LabelKeys is null)
        {
            return profile.WithoutTimes();
        }

        int[] columns = kept.Has(ProfileFacts.SampleTypes)
            ? [.. Enumerable.Range(0, profile.SampleTypes.Count)]
            : [profile.DefaultSampleType];
        var context = new ConversionContext { Request = kept };
        var builder = new ProfileBuilder(context, Types(profile, kept))
        {
            SumsEqualSamples = !kept.Has(ProfileFacts.Order),
            Info = InfoOf(profile, kept),
            ReferenceTotals = kept.Has(ProfileFacts.SampleTypes) ? profile.ReferenceTotals : profile.ReferenceTotals?.Select(columns[0]),
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
        foreach (Sample sample in profile.Samples)
        {
            for (int i = 0; i < columns.Length; i++)
            {
                values[i] = sample[columns[i]];
            }

            builder.AddSample(copier.Copy(sample.Stack), values, copier.Copy(sample.Labels), sample.Time);
        }

        return builder.Build();
    }

    private static SampleType[] Types(Profile profile, ReadRequest kept) =>
        kept.Has(ProfileFacts.SampleTypes) ? [.. profile.SampleTypes] : [SampleType.Unknown];

    // Which sample type is meant goes with the sample types; how the source says it, with the facts about the whole.
    private static ProfileInfo InfoOf(Profile profile, ReadRequest kept)
    {
        ProfileInfo info = kept.Has(ProfileFacts.Info) ? profile.Info : ProfileInfo.None;
        bool isLast = profile.DefaultSampleType == profile.SampleTypes.Count - 1;
        string meant = !kept.Has(ProfileFacts.SampleTypes) ? ""
            : kept.Has(ProfileFacts.Info) ? profile.Info.DefaultSampleType
            : isLast ? ""
            : profile.SampleTypes[profile.DefaultSampleType].Name;
        return info with { DefaultSampleType = meant };
    }
}
