using Refold.Storage;

namespace Refold;

/// <summary>The rows of a profile, which <see cref="ProfileBuilder"/> fills and <see cref="Profile"/> reads.</summary>
internal sealed record ProfileStorage
{
    public List<SampleType> SampleTypes { get; private init; } = [];

    public StringTable Strings { get; } = new();

    public RowInterner<Mapping> Mappings { get; } = new();

    public RowInterner<Function> Functions { get; } = new();

    public LocationTable Locations { get; } = new();

    public SpanInterner<LocationId> Stacks { get; } = new();

    public SpanInterner<Label> LabelSets { get; } = new();

    public SampleTable Samples { get; init; } = new();

    // The ids of rows in the input, stored only where they differ from ours.
    public ChunkedColumn<ulong> MappingSourceIds { get; } = new(0);

    public ChunkedColumn<ulong> FunctionSourceIds { get; } = new(0);

    public ChunkedColumn<ulong> LocationSourceIds { get; } = new(0);

    /// <summary>The same rows with one sample type, which may get another name or unit.</summary>
    public ProfileStorage WithSampleType(int type, SampleType renamed) =>
        this with { SampleTypes = [renamed], Samples = Samples.WithColumn(type) };
}
