namespace Refold;

/// <summary>Finds out what a profile holds beyond names, stacks and one value.</summary>
internal static class ProfileUses
{
    public static Fidelity Of(Profile profile)
    {
        Fidelity uses = Fidelity.None;
        uses |= profile.SampleTypes.Count > 1 ? Fidelity.SampleTypes : 0;
        uses |= profile.LabelSetCount > 0 ? Fidelity.Labels : 0;
        uses |= profile.Samples.HasTimes ? Fidelity.Times : 0;
        uses |= profile.MappingCount > 0 ? Fidelity.Mappings : 0;
        uses |= HasFacts(profile.Info) ? Fidelity.Info : 0;
        return uses | OfMappings(profile) | OfFunctions(profile) | OfLocations(profile);
    }

    // Which sample type is meant belongs to the sample types; see LossProjector.
    private static bool HasFacts(ProfileInfo info) =>
        info.Comments.Count > 0 || (info with { Comments = [], DefaultSampleType = "" }) != ProfileInfo.None;

    private static Fidelity OfMappings(Profile profile)
    {
        Fidelity uses = Fidelity.None;
        for (int i = 1; i <= profile.MappingCount; i++)
        {
            Mapping mapping = profile[new MappingId(i)];
            uses |= (mapping.Start | mapping.Limit | mapping.FileOffset) != 0 ? Fidelity.Addresses : 0;
        }

        return uses;
    }

    private static Fidelity OfFunctions(Profile profile)
    {
        Fidelity uses = Fidelity.None;
        for (int i = 1; i <= profile.FunctionCount; i++)
        {
            Function function = profile[new FunctionId(i)];
            uses |= function.File != default || function.StartLine != 0 ? Fidelity.Lines : 0;
            uses |= function.SystemName != default && function.SystemName != function.Name ? Fidelity.SystemNames : 0;
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
                uses |= line.Number != 0 || line.Column != 0 ? Fidelity.Lines : 0;
            }
        }

        return uses;
    }
}
