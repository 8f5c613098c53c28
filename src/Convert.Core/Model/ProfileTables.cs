using Refold.Tables;

namespace Refold;

/// <summary>The rows of one profile: filled by a <see cref="ProfileBuilder"/>, then handed to a <see cref="Profile"/>.</summary>
internal sealed record ProfileTables
{
    public List<SampleType> SampleTypes { get; private init; } = [];

    public StringTable Strings { get; } = new();

    public RowTable<Mapping> Mappings { get; } = new();

    public RowTable<Function> Functions { get; } = new();

    public LocationTable Locations { get; } = new();

    public RunTable<LocationId> Stacks { get; } = new();

    public RunTable<Label> LabelSets { get; } = new();

    public SampleTable Samples { get; init; } = new();

    // The numbers that the input gave its rows, kept only where they differ from ours.
    public ChunkedColumn<ulong> MappingSourceIds { get; } = new(0);

    public ChunkedColumn<ulong> FunctionSourceIds { get; } = new(0);

    public ChunkedColumn<ulong> LocationSourceIds { get; } = new(0);

    /// <summary>The same rows, with one column of the samples.</summary>
    public ProfileTables WithSampleType(int type) =>
        this with { SampleTypes = [SampleTypes[type]], Samples = Samples.WithColumn(type) };
}
