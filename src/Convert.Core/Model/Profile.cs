using Refold.Formats;
using Refold.Text;

namespace Refold;

/// <summary>A profile: sample types, samples, and the rows that they refer to. Immutable and thread-safe.</summary>
/// <remarks>
/// Views read like objects: <see cref="Samples"/>, <see cref="Sample.Frames"/>, <see cref="Functions"/>. Readers,
/// writers and transforms use the rows below them, which refer to each other by id:
/// <code>
/// foreach (LocationId location in profile[sample.Stack])          leaf first
///     foreach (Line line in profile[location].Lines)              innermost inlined function first
///         profile.Text(profile[line.Function].Name)
/// </code>
/// </remarks>
public sealed class Profile
{
    private readonly ProfileStorage _tables;

    internal Profile(ProfileStorage tables, ProfileInfo info)
    {
        Info = info;
        SampleTypes = tables.SampleTypes.AsReadOnly();
        DefaultSampleType = FindDefault(info, tables.SampleTypes);
        _tables = tables with { Samples = tables.Samples.OwnedBy(this) };
        Facts = ProfileContents.Find(this);
    }

    private Profile(Profile source, ReferenceTotals? totals)
    {
        Info = source.Info;
        SampleTypes = source.SampleTypes;
        DefaultSampleType = source.DefaultSampleType;
        _tables = source._tables with { Samples = source.Samples.OwnedBy(this) };
        Facts = source.Facts;
        Discarded = source.Discarded;
        ReferenceTotals = totals;
    }

    /// <summary>The sample types, in the order of the values of a sample. Never empty.</summary>
    public IReadOnlyList<SampleType> SampleTypes { get; }

    /// <summary>
    /// The index of the default sample type, from 0: the one that <see cref="ProfileInfo.DefaultSampleType"/> names,
    /// else the last, as in the pprof tool.
    /// </summary>
    public int DefaultSampleType { get; }

    /// <summary>The samples, in the order of the input.</summary>
    public SampleTable Samples => _tables.Samples;

    /// <summary>The functions, in the order of their ids.</summary>
    public FunctionList Functions => new(this);

    /// <summary>Start, duration, period, comments and other facts about the recording as a whole.</summary>
    public ProfileInfo Info { get; }

    /// <summary>
    /// The facts that the profile holds; <c>Facts &amp; ~format.Keeps</c> are those that writing it in a format loses.
    /// </summary>
    public ProfileFacts Facts { get; }

    /// <summary>
    /// The facts of the source that are missing from <see cref="Facts"/> because
    /// <see cref="ConversionContext.Request"/> did not ask for them.
    /// </summary>
    public ProfileFacts Discarded { get; internal init; }

    /// <summary>
    /// The totals that percentages refer to; null for those of the samples. Filters set it to the totals before them.
    /// </summary>
    public ReferenceTotals? ReferenceTotals { get; internal init; }

    /// <summary>The number of strings; their ids are 1 to this.</summary>
    public int StringCount => _tables.Strings.Count;

    /// <summary>The number of mappings; their ids are 1 to this.</summary>
    public int MappingCount => _tables.Mappings.Count;

    /// <summary>The number of functions; their ids are 1 to this.</summary>
    public int FunctionCount => _tables.Functions.Count;

    /// <summary>The number of locations; their ids are 1 to this.</summary>
    public int LocationCount => _tables.Locations.Count;

    /// <summary>The number of distinct stacks; their ids are 1 to this.</summary>
    public int StackCount => _tables.Stacks.Count;

    /// <summary>The number of distinct label sets; their ids are 1 to this.</summary>
    public int LabelSetCount => _tables.LabelSets.Count;

    /// <summary>The mapping with an id; all fields are 0 or empty for <c>default</c>.</summary>
    public Mapping this[MappingId id]
    {
        get
        {
            IdChecks.Check(id.Number, MappingCount, "mapping");
            return _tables.Mappings[id.Number];
        }
    }

    /// <summary>The function with an id; all fields are 0 or empty for <c>default</c>.</summary>
    public Function this[FunctionId id]
    {
        get
        {
            IdChecks.Check(id.Number, FunctionCount, "function");
            return _tables.Functions[id.Number];
        }
    }

    /// <summary>The location with an id; all fields are 0 or empty for <c>default</c>.</summary>
    public Location this[LocationId id]
    {
        get
        {
            IdChecks.Check(id.Number, LocationCount, "location");
            return _tables.Locations[id.Number];
        }
    }

    /// <summary>The locations of a stack, leaf first, root last; none for <c>default</c>.</summary>
    public ReadOnlySpan<LocationId> this[StackId id]
    {
        get
        {
            IdChecks.Check(id.Number, StackCount, "stack");
            return _tables.Stacks[id.Number];
        }
    }

    /// <summary>The labels of a label set, in the order of the source; none for <c>default</c>.</summary>
    public ReadOnlySpan<Label> this[LabelSetId id]
    {
        get
        {
            IdChecks.Check(id.Number, LabelSetCount, "label set");
            return _tables.LabelSets[id.Number];
        }
    }

    /// <summary>The bytes of a string, nearly always UTF-8.</summary>
    public ReadOnlySpan<byte> this[StringId id]
    {
        get
        {
            IdChecks.Check(id.Number, StringCount, "string");
            return _tables.Strings[id];
        }
    }

    /// <summary>The frames of a stack, leaf first: one for each function, also for those that were inlined.</summary>
    public FrameList Frames(StackId id) => new(this, id);

    /// <summary>A string as text; each call makes a new one.</summary>
    /// <remarks>
    /// A byte that is not UTF-8 becomes the lone surrogate U+DC00 + byte, see <see cref="Utf8Text"/>.
    /// </remarks>
    public string Text(StringId id) => Utf8Text.Decode(this[id]);

    /// <summary>The name of a function, else its system name, else <c>[unknown]</c>; never empty.</summary>
    public string NameOf(FunctionId id) => Utf8Text.Decode(this.Utf8NameOf(id, default));

    /// <summary>The name of the first frame of a location: <see cref="Frame.Name"/>.</summary>
    public string NameOf(LocationId id) => new Frame(this, id, 0).Name;

    /// <summary>Finds the id of a string.</summary>
    /// <param name="utf8">The bytes of the string; the empty one is always there.</param>
    /// <param name="id">The id.</param>
    /// <returns>Whether the profile has the string.</returns>
    public bool TryFind(ReadOnlySpan<byte> utf8, out StringId id) => _tables.Strings.TryFind(utf8, out id);

    /// <summary>The id that the input gave a mapping; 0 if it gave none or the same as ours.</summary>
    public ulong SourceId(MappingId id) => _tables.MappingSourceIds[id.Number];

    /// <summary>The id that the input gave a function; 0 if it gave none or the same as ours.</summary>
    public ulong SourceId(FunctionId id) => _tables.FunctionSourceIds[id.Number];

    /// <summary>The id that the input gave a location; 0 if it gave none or the same as ours.</summary>
    public ulong SourceId(LocationId id) => _tables.LocationSourceIds[id.Number];

    /// <summary>Creates the same profile, row for row, with other totals for percentages.</summary>
    /// <param name="totals">The totals; null for those of the profile's own samples.</param>
    public Profile WithReferenceTotals(ReferenceTotals? totals) => new(this, totals);

    /// <summary>Creates the same profile, row for row, with one of its sample types.</summary>
    internal Profile WithSampleType(int type) => WithSampleType(type, SampleTypes[type]);

    /// <summary>Creates the same profile, row for row, with one sample type, which gets another name or unit.</summary>
    internal Profile WithSampleType(int type, SampleType renamed) =>
        new(_tables.WithSampleType(type, renamed), Info with { DefaultSampleType = "" })
        {
            Discarded = Discarded,
            ReferenceTotals = ReferenceTotals?.Select(type),
        };

    /// <summary>Creates the same profile, row for row, with another default sample type.</summary>
    internal Profile WithDefaultSampleType(string name) => new(_tables, Info with { DefaultSampleType = name })
    {
        Discarded = Discarded,
        ReferenceTotals = ReferenceTotals,
    };

    /// <summary>Creates the same profile, row for row, without the times of its samples.</summary>
    internal Profile WithoutTimes() =>
        new(_tables with { Samples = Samples.WithoutTimes() }, Info with { Clock = ProfileClock.Unspecified })
        {
            Discarded = Discarded | (Samples.HasTimes ? ProfileFacts.Times : 0),
            ReferenceTotals = ReferenceTotals,
        };

    // An empty name is that of no sample type, not even of one whose name is empty.
    private static int FindDefault(ProfileInfo info, List<SampleType> types)
    {
        string name = info.DefaultSampleType;
        int named = name.Length == 0 ? -1 : types.FindIndex(t => t.Name == name);
        return named >= 0 ? named : types.Count - 1;
    }
}
