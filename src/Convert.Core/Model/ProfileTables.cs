using Refold.Tables;

namespace Refold;

/// <summary>The rows of one profile: filled by a <see cref="ProfileBuilder"/>, then handed to a <see cref="Profile"/>.</summary>
internal sealed class ProfileTables
{
    public List<SampleType> SampleTypes { get; private init; } = [];

    public StringTable Strings { get; private init; } = new();

    public RowTable<Mapping> Mappings { get; private init; } = new();

    public RowTable<Function> Functions { get; private init; } = new();

    public LocationTable Locations { get; private init; } = new();

    public RunTable<LocationId> Stacks { get; private init; } = new();

    public RunTable<Label> LabelSets { get; private init; } = new();

    public SampleTable Samples { get; private init; } = new();

    // The numbers that the input gave its rows, kept only where they differ from ours.
    public ChunkedColumn<ulong> MappingSourceIds { get; private init; } = new(0);

    public ChunkedColumn<ulong> FunctionSourceIds { get; private init; } = new(0);

    public ChunkedColumn<ulong> LocationSourceIds { get; private init; } = new(0);

    /// <summary>The same rows, with one column of the samples.</summary>
    public ProfileTables WithSampleType(int type) => new()
    {
        SampleTypes = [SampleTypes[type]],
        Strings = Strings,
        Mappings = Mappings,
        Functions = Functions,
        Locations = Locations,
        Stacks = Stacks,
        LabelSets = LabelSets,
        Samples = Samples.WithColumn(type),
        MappingSourceIds = MappingSourceIds,
        FunctionSourceIds = FunctionSourceIds,
        LocationSourceIds = LocationSourceIds,
    };
}
