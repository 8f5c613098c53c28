namespace Refold.Testing;

/// <summary>
/// Smaller profiles of the same kind, boldest first: fewer samples, fewer facts, fewer frames, plainer values.
/// </summary>
internal static class ProfileShrinker
{
    private static readonly ProfileFacts[] Flags =
    [
        .. Enum.GetValues<ProfileFacts>()
            .Where(f => f is not (ProfileFacts.None or ProfileFacts.All or ProfileFacts.Order)),
    ];

    public static IEnumerable<Profile> Shrink(Profile profile)
    {
        int count = profile.Samples.Count;
        for (int part = count; part > 0; part /= 2)
        {
            for (int from = 0; from < count; from += part)
            {
                int first = from;
                yield return Rebuild(profile, row => row < first || row >= first + part);
            }
        }

        foreach (ProfileFacts flag in Flags.Where(f => (profile.Facts & f) != 0))
        {
            yield return new FactProjection(ProfileFacts.All & ~flag).Apply(profile);
        }

        foreach (int keep in new[] { 1, 2, 8 }.Where(n => n < Deepest(profile)))
        {
            yield return Rebuild(profile, _ => true, depth: keep);
        }

        if (count > 0 && Widest(profile) > 1)
        {
            yield return Rebuild(profile, _ => true, value: 1);
        }
    }

    private static int Deepest(Profile profile) =>
        Enumerable.Range(0, profile.StackCount + 1).Max(i => profile[new StackId(i)].Length);

    private static Int128 Widest(Profile profile)
    {
        Int128 widest = 0;
        foreach (Sample sample in profile.Samples)
        {
            for (int type = 0; type < profile.SampleTypes.Count; type++)
            {
                widest = Int128.Max(widest, Int128.Abs(sample[type]));
            }
        }

        return widest;
    }

    private static Profile Rebuild(Profile profile, Func<int, bool> keep, int depth = int.MaxValue, long? value = null)
    {
        var rows = new RowCopy(profile);
        for (int row = 0; row < profile.Samples.Count; row++)
        {
            if (keep(row))
            {
                rows.AddSample(profile.Samples[row], depth, value);
            }
        }

        return rows.Build();
    }
}
