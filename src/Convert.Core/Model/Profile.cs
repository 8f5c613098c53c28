using Refold.Formats;
using Refold.Text;

namespace Refold;

/// <summary>
/// The canonical profile: every reader makes one, every writer takes one. Immutable; safe to share between threads.
/// </summary>
/// <remarks>
/// Rows name other rows by id: <c>profile[profile[location].Lines[0].Function].Name</c> is the name of a function, and
/// <see cref="Text"/> makes it a .NET string.
/// </remarks>
public sealed class Profile
{
    private readonly ProfileStorage _tables;

    internal Profile(ProfileStorage tables, ProfileInfo info)
    {
        _tables = tables;
        Info = info;
        SampleTypes = tables.SampleTypes.AsReadOnly();
        Facts = ProfileContents.Find(this);
    }

    private Profile(Profile source, ReferenceTotals? whole)
    {
        _tables = source._tables;
        Info = source.Info;
        SampleTypes = source.SampleTypes;
        Facts = source.Facts;
        Discarded = source.Discarded;
        ReferenceTotals = whole;
    }

    /// <summary>What the values of a sample count, in column order. Never empty.</summary>
    public IReadOnlyList<SampleType> SampleTypes { get; }

    /// <summary>
    /// The column, from 0, that is meant when none is chosen: the one that <see cref="ProfileInfo.DefaultSampleType"/>
    /// names, else the last, as the pprof tool does.
    /// </summary>
    public int DefaultSampleType
    {
        get
        {
            // The empty name names no sample type, not even one without name.
            string name = Info.DefaultSampleType;
            int named = name.Length == 0 ? -1 : _tables.SampleTypes.FindIndex(t => t.Name == name);
            return named >= 0 ? named : SampleTypes.Count - 1;
        }
    }

    /// <summary>The samples, in the order the reader met them.</summary>
    public SampleTable Samples => _tables.Samples;

    /// <summary>Facts about the whole: time, duration, period, comments.</summary>
    public ProfileInfo Info { get; }

    /// <summary>What the profile holds; <c>Facts &amp; ~format.Keeps</c> is what writing it in that format drops.</summary>
    public ProfileFacts Facts { get; }

    /// <summary>
    /// What the source held beyond <see cref="Facts"/> and the reader left out, because nobody wanted it
    /// (<see cref="ConversionContext.Request"/>).
    /// </summary>
    public ProfileFacts Discarded { get; internal init; }

    /// <summary>
    /// What percentages are of; null if of the samples of this profile. Filters set it to the totals before them.
    /// </summary>
    public ReferenceTotals? ReferenceTotals { get; internal init; }

    /// <summary>How many strings there are; their ids are 1 to this.</summary>
    public int StringCount => _tables.Strings.Count;

    /// <summary>How many mappings there are; their ids are 1 to this.</summary>
    public int MappingCount => _tables.Mappings.Count;

    /// <summary>How many functions there are; their ids are 1 to this.</summary>
    public int FunctionCount => _tables.Functions.Count;

    /// <summary>How many locations there are; their ids are 1 to this.</summary>
    public int LocationCount => _tables.Locations.Count;

    /// <summary>How many distinct stacks there are; their ids are 1 to this.</summary>
    public int StackCount => _tables.Stacks.Count;

    /// <summary>How many distinct label sets there are; their ids are 1 to this.</summary>
    public int LabelSetCount => _tables.LabelSets.Count;

    /// <summary>The mapping that <paramref name="id"/> names; all zero for <c>default</c>.</summary>
    public Mapping this[MappingId id] => _tables.Mappings[id.Number];

    /// <summary>The function that <paramref name="id"/> names; all empty for <c>default</c>.</summary>
    public Function this[FunctionId id] => _tables.Functions[id.Number];

    /// <summary>The location that <paramref name="id"/> names; all empty for <c>default</c>.</summary>
    public Location this[LocationId id] => _tables.Locations[id.Number];

    /// <summary>The labels that <paramref name="id"/> names, in the source's order.</summary>
    public ReadOnlySpan<Label> this[LabelSetId id] => _tables.LabelSets[id.Number];

    /// <summary>The UTF-8 bytes that <paramref name="id"/> names; bytes that are not UTF-8 are as the source had them.</summary>
    public ReadOnlySpan<byte> this[StringId id] => _tables.Strings[id];

    /// <summary>The locations of a stack, leaf first, root last; none for <c>default</c>.</summary>
    public ReadOnlySpan<LocationId> this[StackId id] => _tables.Stacks[id.Number];

    /// <summary>
    /// The text that <paramref name="id"/> names, made anew at each call. A byte that is not UTF-8 is a lone surrogate,
    /// U+DC00 + byte.
    /// </summary>
    public string Text(StringId id) => Utf8Text.Decode(_tables.Strings[id]);

    /// <summary>
    /// The id of a name, given as its bytes; false if the profile does not have it. The empty name is always there.
    /// </summary>
    public bool TryFind(ReadOnlySpan<byte> utf8, out StringId id) => _tables.Strings.TryFind(utf8, out id);

    /// <summary>The number the input gave this mapping; 0 if it gave none or the same as the id.</summary>
    public ulong SourceId(MappingId id) => _tables.MappingSourceIds[id.Number];

    /// <summary>The number the input gave this function; 0 if it gave none or the same as the id.</summary>
    public ulong SourceId(FunctionId id) => _tables.FunctionSourceIds[id.Number];

    /// <summary>The number the input gave this location; 0 if it gave none or the same as the id.</summary>
    public ulong SourceId(LocationId id) => _tables.LocationSourceIds[id.Number];

    /// <summary>The same profile, row for row, whose percentages are of something else.</summary>
    /// <param name="whole">What they are of; null if of the profile's own samples.</param>
    public Profile WithReferenceTotals(ReferenceTotals? whole) => new(this, whole);

    /// <summary>The same profile, row for row, with one of its sample types.</summary>
    internal Profile WithSampleType(int type) =>
        new(_tables.WithSampleType(type), Info with { DefaultSampleType = "" })
        {
            Discarded = Discarded,
            ReferenceTotals = ReferenceTotals?.Select(type),
        };

    /// <summary>The same profile, row for row, without the times of its samples.</summary>
    internal Profile WithoutTimes() =>
        new(_tables with { Samples = Samples.WithoutTimes() }, Info with { Clock = ProfileClock.Unspecified })
        {
            Discarded = Discarded | (Samples.HasTimes ? ProfileFacts.Times : 0),
            ReferenceTotals = ReferenceTotals,
        };
}
