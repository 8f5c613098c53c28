namespace Refold;

/// <summary>Finds the facts that a profile and its rows have.</summary>
internal static class ProfileContents
{
    public static ProfileFacts Find(Profile profile)
    {
        ProfileFacts uses = ProfileFacts.None;
        uses |= HasSampleTypes(profile) ? ProfileFacts.SampleTypes : 0;
        uses |= profile.LabelSetCount > 0 ? ProfileFacts.Labels : 0;
        uses |= profile.Samples.HasTimes ? ProfileFacts.Times : 0;
        uses |= profile.MappingCount > 0 ? ProfileFacts.Mappings : 0;
        uses |= HasStacks(profile) ? ProfileFacts.Stacks : 0;
        uses |= Find(profile.Info);
        return uses | OfMappings(profile) | OfFunctions(profile) | OfLocations(profile);
    }

    // The default sample type is one of the facts of sample types, not of the info; see FactProjection.
    public static ProfileFacts Find(ProfileInfo info)
    {
        bool isNone = info with { Comments = [], DefaultSampleType = "" } == ProfileInfo.None with { Comments = [] };
        return info.Comments.Count > 0 || !isNone ? ProfileFacts.Info : 0;
    }

    public static ProfileFacts Find(in Mapping mapping) =>
        (mapping.Start | mapping.Limit | mapping.FileOffset) != 0 ? ProfileFacts.Addresses : 0;

    public static ProfileFacts Find(in Function function)
    {
        ProfileFacts uses = function.File != default || function.StartLine != 0 ? ProfileFacts.Lines : 0;
        bool hasOwn = function.SystemName != default && function.SystemName != function.Name;
        return uses | (hasOwn ? ProfileFacts.SystemNames : 0);
    }

    public static ProfileFacts Find(in Line line) => line.Number != 0 || line.Column != 0 ? ProfileFacts.Lines : 0;

    // The outer ones of the functions that are inlined at one location are callers, too.
    public static bool HasCaller(Profile profile, StackId stack)
    {
        ReadOnlySpan<LocationId> frames = profile[stack];
        return frames.Length > 1 || (frames.Length == 1 && profile[frames[0]].Lines.Length > 1);
    }

    private static bool HasSampleTypes(Profile profile) =>
        profile.SampleTypes.Count > 1 || profile.SampleTypes[0] != SampleType.Unknown;

    private static bool HasStacks(Profile profile)
    {
        bool any = false;
        for (int i = 1; i <= profile.StackCount && !any; i++)
        {
            any = HasCaller(profile, new StackId(i));
        }

        return any;
    }

    private static ProfileFacts OfMappings(Profile profile)
    {
        ProfileFacts uses = ProfileFacts.None;
        for (int i = 1; i <= profile.MappingCount; i++)
        {
            uses |= Find(profile[new MappingId(i)]);
        }

        return uses;
    }

    private static ProfileFacts OfFunctions(Profile profile)
    {
        ProfileFacts uses = ProfileFacts.None;
        for (int i = 1; i <= profile.FunctionCount; i++)
        {
            uses |= Find(profile[new FunctionId(i)]);
        }

        return uses;
    }

    private static ProfileFacts OfLocations(Profile profile)
    {
        ProfileFacts uses = ProfileFacts.None;
        for (int i = 1; i <= profile.LocationCount; i++)
        {
            Location location = profile[new LocationId(i)];
            uses |= location.Address != 0 || location.IsFolded ? ProfileFacts.Addresses : 0;
            uses |= location.Lines.Length > 1 ? ProfileFacts.Inlining : 0;
            foreach (ref readonly Line line in location.Lines)
            {
                uses |= Find(line);
            }
        }

        return uses;
    }
}
