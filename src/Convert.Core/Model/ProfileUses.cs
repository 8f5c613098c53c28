namespace Refold;

/// <summary>Finds out what a profile holds beyond names and one value.</summary>
internal static class ProfileUses
{
    public static Fidelity Of(Profile profile)
    {
        Fidelity uses = Fidelity.None;
        uses |= HasSampleTypes(profile) ? Fidelity.SampleTypes : 0;
        uses |= profile.LabelSetCount > 0 ? Fidelity.Labels : 0;
        uses |= profile.Samples.HasTimes ? Fidelity.Times : 0;
        uses |= profile.MappingCount > 0 ? Fidelity.Mappings : 0;
        uses |= HasStacks(profile) ? Fidelity.Stacks : 0;
        uses |= Of(profile.Info);
        return uses | OfMappings(profile) | OfFunctions(profile) | OfLocations(profile);
    }

    // Which sample type is meant belongs to the sample types; see LossProjector.
    public static Fidelity Of(ProfileInfo info)
    {
        bool isNone = info with { Comments = [], DefaultSampleType = "" } == ProfileInfo.None with { Comments = [] };
        return info.Comments.Count > 0 || !isNone ? Fidelity.Info : 0;
    }

    public static Fidelity Of(in Mapping mapping) =>
        (mapping.Start | mapping.Limit | mapping.FileOffset) != 0 ? Fidelity.Addresses : 0;

    public static Fidelity Of(in Function function)
    {
        Fidelity uses = function.File != default || function.StartLine != 0 ? Fidelity.Lines : 0;
        bool hasOwn = function.SystemName != default && function.SystemName != function.Name;
        return uses | (hasOwn ? Fidelity.SystemNames : 0);
    }

    public static Fidelity Of(in Line line) => line.Number != 0 || line.Column != 0 ? Fidelity.Lines : 0;

    // Of functions inlined into each other at one location, the outer ones are callers, too.
    public static bool HasCaller(Profile profile, StackId stack)
    {
        ReadOnlySpan<LocationId> frames = profile.Frames(stack);
        return frames.Length > 1 || (frames.Length == 1 && profile[frames[0]].Lines.Length > 1);
    }

    private static bool HasSampleTypes(Profile profile) =>
        profile.SampleTypes.Count > 1 || profile.SampleTypes[0] != LossProjector.UnknownType;

    private static bool HasStacks(Profile profile)
    {
        bool any = false;
        for (int i = 1; i <= profile.StackCount && !any; i++)
        {
            any = HasCaller(profile, new StackId(i));
        }

        return any;
    }

    private static Fidelity OfMappings(Profile profile)
    {
        Fidelity uses = Fidelity.None;
        for (int i = 1; i <= profile.MappingCount; i++)
        {
            uses |= Of(profile[new MappingId(i)]);
        }

        return uses;
    }

    private static Fidelity OfFunctions(Profile profile)
    {
        Fidelity uses = Fidelity.None;
        for (int i = 1; i <= profile.FunctionCount; i++)
        {
            uses |= Of(profile[new FunctionId(i)]);
        }

        return uses;
    }

    private static Fidelity OfLocations(Profile profile)
    {
        Fidelity uses = Fidelity.None;
        for (int i = 1; i <= profile.LocationCount; i++)
        {
            Location location = profile[new LocationId(i)];
            uses |= location.Address != 0 || location.IsFolded ? Fidelity.Addresses : 0;
            uses |= location.Lines.Length > 1 ? Fidelity.Inlining : 0;
            foreach (ref readonly Line line in location.Lines)
            {
                uses |= Of(line);
            }
        }

        return uses;
    }
}
