using System.Globalization;

namespace Refold.Formats;

/// <summary>Counts the facts of a profile that a conversion would lose.</summary>
internal static class LossCounter
{
    private const int MaxNames = 5;

    /// <summary>Describes the amount of one kind of facts: <c>12 of 40 samples</c>.</summary>
    /// <param name="profile">A profile of which no facts were discarded.</param>
    /// <param name="fact">The kind; one flag.</param>
    /// <param name="values">The sample types that are lost.</param>
    public static string Count(Profile profile, ProfileFacts fact, ValueLoss values) => fact switch
    {
        ProfileFacts.Stacks => Some(
            profile.StackCount, i => ProfileContents.HasCaller(profile, new StackId(i)), "stacks"),
        ProfileFacts.SampleTypes => SampleTypes(profile, values),
        ProfileFacts.Labels => Labels(profile),
        ProfileFacts.Times => Samples(profile, s => s.Time is not null),
        ProfileFacts.Lines => Some(
            profile.FunctionCount,
            i => (ProfileContents.Find(profile[new FunctionId(i)]) & ProfileFacts.Lines) != 0,
            "functions") + ", " + Locations(profile, HasLine),
        ProfileFacts.Addresses => Locations(profile, l => l.Address != 0),
        ProfileFacts.Mappings => Named(
            profile.MappingCount, "mappings", i => profile.Text(profile[new MappingId(i)].File)),
        ProfileFacts.Inlining => Locations(profile, l => l.Lines.Length > 1),
        ProfileFacts.SystemNames => Some(
            profile.FunctionCount,
            i => (ProfileContents.Find(profile[new FunctionId(i)]) & ProfileFacts.SystemNames) != 0,
            "functions"),
        _ => Info(profile.Info),
    };

    private static string SampleTypes(Profile profile, ValueLoss values) =>
        values.Discarded.Count == 0 ? Names([.. profile.SampleTypes.Select(t => t.ToString())]) : values.Counts;

    private static string Labels(Profile profile)
    {
        var keys = new List<string>();
        for (int i = 1; i <= profile.LabelSetCount; i++)
        {
            foreach (Label label in profile[new LabelSetId(i)])
            {
                keys.Add(profile.Text(label.Key));
            }
        }

        string[] distinct = [.. keys.Distinct()];
        string samples = Samples(profile, s => s.Labels != default);
        return $"{Number(distinct.Length)} {(distinct.Length == 1 ? "key" : "keys")} on {samples}: {Names(distinct)}";
    }

    private static string Samples(Profile profile, Predicate<Sample> isIn)
    {
        int count = 0;
        foreach (Sample sample in profile.Samples)
        {
            count += isIn(sample) ? 1 : 0;
        }

        return $"{Number(count)} of {Number(profile.Samples.Count)} samples";
    }

    private static string Locations(Profile profile, LocationTest isIn) =>
        Some(profile.LocationCount, i => isIn(profile[new LocationId(i)]), "locations");

    private static bool HasLine(Location location)
    {
        bool any = false;
        foreach (ref readonly Line line in location.Lines)
        {
            any |= ProfileContents.Find(line) != ProfileFacts.None;
        }

        return any;
    }

    private static string Named(int count, string what, Func<int, string> name)
    {
        string[] names = [.. Enumerable.Range(1, count).Select(name).Where(n => n.Length > 0).Distinct()];
        return names.Length == 0 ? $"{Number(count)} {what}" : $"{Number(count)} {what}: {Names(names)}";
    }

    private static string Some(int total, Predicate<int> isIn, string what)
    {
        int count = 0;
        for (int i = 1; i <= total; i++)
        {
            count += isIn(i) ? 1 : 0;
        }

        return $"{Number(count)} of {Number(total)} {what}";
    }

    private static string Info(ProfileInfo info)
    {
        (bool Is, string Words)[] facts =
        [
            (info.StartUnixNanoseconds != 0, "start time"), (info.DurationNanoseconds != 0, "duration"),
            (info.PeriodType is not null || info.Period != 0, "period"), (info.Clock != default, "clock"),
            (info.Comments.Count > 0, $"{Number(info.Comments.Count)} comments"),
            (info.DropFrames.Length > 0 || info.KeepFrames.Length > 0, "drop_frames"),
            (info.DocUrl.Length > 0, "documentation URL"),
        ];
        return string.Join(", ", facts.Where(f => f.Is).Select(f => f.Words));
    }

    private static string Names(string[] names)
    {
        string shown = string.Join(", ", names.Take(MaxNames).Select(n => MessageText.Quote(n)[1..^1]));
        return names.Length > MaxNames ? $"{shown} and {Number(names.Length - MaxNames)} more" : shown;
    }

    private static string Number(int count) => count.ToString(CultureInfo.InvariantCulture);

    private delegate bool LocationTest(Location location);
}
