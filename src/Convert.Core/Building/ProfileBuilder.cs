using Refold.Formats;
using Refold.Storage;
using Refold.Text;

namespace Refold;

/// <summary>
/// The only way to make a profile. Equal rows are stored once: adding one again returns the id it has. What nobody
/// wants (<see cref="ConversionContext.Request"/>) is left out at the door. Not for several threads at once.
/// </summary>
public sealed class ProfileBuilder
{
    // While all of this is wanted, locations of the input that differ stay different.
    private const ProfileFacts DistinctLocations =
        ProfileFacts.Addresses | ProfileFacts.Lines | ProfileFacts.Mappings | ProfileFacts.SystemNames;

    private readonly ProfileStorage _tables = new();
    private readonly ConversionLimits _limits;
    private readonly ReadRequest _wanted;
    private readonly HashSet<StringId>? _wantedKeys;
    private readonly SampleDeduplicator _equalSamples;
    private readonly LimitedStacks _stacks;
    private readonly DiagnosticLog _diagnostics;
    private ProfileFacts _discarded;
    private bool _built;

    /// <summary>Starts a profile of these sample types that keeps everything.</summary>
    public ProfileBuilder(params ReadOnlySpan<SampleType> types)
        : this(new ConversionContext(), types)
    {
    }

    /// <summary>Starts a profile of these sample types that keeps what the context wants.</summary>
    public ProfileBuilder(ConversionContext context, params ReadOnlySpan<SampleType> types)
    {
        ArgumentNullException.ThrowIfNull(context);
        _equalSamples = new SampleDeduplicator(_tables.Samples);
        _limits = context.Limits;
        _stacks = new LimitedStacks(_tables, _limits);
        _wanted = context.Request;
        _diagnostics = context.Diagnostics;
        if (_wanted.LabelKeys is { } keys)
        {
            _wantedKeys = [.. keys.Select(AddString)];
        }

        foreach (SampleType type in types)
        {
            AddSampleType(type);
        }
    }

    /// <summary>Facts about the whole; may be set at any time before <see cref="Build"/>.</summary>
    public ProfileInfo Info { get; set; } = ProfileInfo.None;

    /// <summary>What percentages of the profile are of.</summary>
    internal ReferenceTotals? ReferenceTotals { get; init; }

    /// <summary>
    /// True if samples with equal stack, labels and time are summed as they come. For readers of formats whose samples
    /// are single events, once nobody wants their order; it pays once nobody wants their times either.
    /// </summary>
    public bool SumsEqualSamples { get; init; }

    /// <summary>True if such sums may be zero; else values of unlike signs are not summed.</summary>
    internal bool CancelsOpposites { init => _equalSamples.Cancels = value; }

    /// <summary>What the samples count, in column order.</summary>
    public IReadOnlyList<SampleType> SampleTypes => _tables.SampleTypes;

    /// <summary>How many samples there are so far.</summary>
    public int SampleCount => _tables.Samples.Count;

    /// <summary>
    /// Says that the source has facts of some kinds that were left out because nobody wants them; for readers that do
    /// not even hand them over. What the builder leaves out itself it knows.
    /// </summary>
    public void MarkDiscarded(ProfileFacts facts) => _discarded |= facts;

    /// <summary>Adds a column; samples added before have 0 there. Returns its index, from 0.</summary>
    /// <exception cref="ProfileFormatException">There are more sample types than the limits allow.</exception>
    public int AddSampleType(SampleType type)
    {
        ArgumentNullException.ThrowIfNull(type);
        Limit(_tables.SampleTypes.Count + 1L, _limits.SampleTypes, "sample types");
        _tables.SampleTypes.Add(type);
        _tables.Samples.AddColumn();
        return _tables.SampleTypes.Count - 1;
    }

    /// <summary>
    /// Gives a column another sample type, and multiplies its values so far. Returns how many of them do not fit.
    /// </summary>
    internal long RefineSampleType(int column, SampleType type, long factor)
    {
        _tables.SampleTypes[column] = type;
        return _tables.Samples.Multiply(column, factor);
    }

    /// <summary>Adds a name, or finds it.</summary>
    /// <param name="utf8">Its bytes; they need not be valid UTF-8.</param>
    /// <exception cref="ProfileFormatException">The limits for names are exceeded.</exception>
    public StringId AddString(ReadOnlySpan<byte> utf8)
    {
        Limit(utf8.Length, _limits.ItemBytes, "bytes in a name");
        Limit(_tables.Strings.ByteCount + utf8.Length, _limits.StringBytes, "bytes of names");
        return _tables.Strings.Add(utf8);
    }

    /// <summary>Adds a name, or finds it.</summary>
    /// <exception cref="ProfileFormatException">The limits for names are exceeded.</exception>
    public StringId AddString(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length == 0 ? default : AddString(Utf8Text.Encode(text));
    }

    /// <summary>The bytes of a name added before.</summary>
    public ReadOnlySpan<byte> Utf8(StringId id) => _tables.Strings[id];

    /// <summary>A function added before.</summary>
    public Function this[FunctionId id] => _tables.Functions[id.Number];

    /// <summary>A location added before.</summary>
    public Location this[LocationId id] => _tables.Locations[id.Number];

    /// <summary>Adds a mapping, or finds it; <c>default</c> if nobody wants mappings.</summary>
    public MappingId AddMapping(in Mapping mapping)
    {
        Limit(_tables.Mappings.Count + 1L, _limits.TableRows, "mappings");
        Mapping wanted = Wanted(mapping);
        if (_wanted.Has(ProfileFacts.Mappings))
        {
            return new(_tables.Mappings.Add(wanted));
        }

        _discarded |= ProfileFacts.Mappings;
        return default;
    }

    /// <summary>Adds a mapping even if an equal one is there, for formats whose tables are distinct already.</summary>
    public MappingId AppendMapping(in Mapping mapping, ulong sourceId = 0)
    {
        if (!_wanted.Has(ProfileFacts.Mappings | ProfileFacts.Addresses))
        {
            return AddMapping(mapping);
        }

        Limit(_tables.Mappings.Count + 1L, _limits.TableRows, "mappings");
        int number = _tables.Mappings.Append(mapping);
        KeepSourceId(_tables.MappingSourceIds, number, sourceId);
        return new MappingId(number);
    }

    /// <summary>
    /// Says something else of a mapping added before, for those who know only at the end what is known of its code:
    /// adding an equal mapping will not find it any more.
    /// </summary>
    public void ReplaceFlags(MappingId id, MappingFlags flags) =>
        _tables.Mappings.Replace(id.Number, _tables.Mappings[id.Number] with { Flags = flags });

    /// <summary>Adds a function, or finds it; one of which nothing is known is none, <c>default</c>.</summary>
    public FunctionId AddFunction(in Function function)
    {
        Function wanted = Wanted(function);
        return wanted == default ? default : AddRow(wanted);
    }

    /// <summary>Adds a function of which only name and file are known, or finds it.</summary>
    public FunctionId AddFunction(string name, string file = "") =>
        AddFunction(new Function(AddString(name), default, AddString(file)));

    /// <summary>
    /// Adds a function even if an equal one is there, for formats whose tables are distinct already. It has a row even if
    /// nothing is known of it.
    /// </summary>
    public FunctionId AppendFunction(in Function function, ulong sourceId = 0)
    {
        if (!_wanted.Has(ProfileFacts.Lines | ProfileFacts.SystemNames))
        {
            return AddRow(Wanted(function));
        }

        Limit(_tables.Functions.Count + 1L, _limits.TableRows, "functions");
        int number = _tables.Functions.Append(function);
        KeepSourceId(_tables.FunctionSourceIds, number, sourceId);
        return new FunctionId(number);
    }

    /// <summary>Adds a location, or finds it.</summary>
    /// <param name="mapping">The mapping that holds it; <c>default</c> if unknown.</param>
    /// <param name="address">Its address; 0 if unknown.</param>
    /// <param name="lines">Its functions, innermost inlined one first; empty if it has no symbol.</param>
    /// <param name="isFolded">True if several symbols share this code.</param>
    public LocationId AddLocation(
        MappingId mapping, ulong address, ReadOnlySpan<Line> lines, bool isFolded = false)
    {
        Limit(_tables.Locations.Count + 1L, _limits.TableRows, "locations");
        _stacks.AddLocation(lines.Length);
        if (!_wanted.Has(ProfileFacts.Addresses))
        {
            _discarded |= address != 0 || isFolded ? ProfileFacts.Addresses : 0;
            (address, isFolded) = (0, false);
        }

        return new(_tables.Locations.Add(mapping, address, Wanted(lines), isFolded));
    }

    /// <summary>Adds a location of which only the function is known, or finds it.</summary>
    public LocationId AddLocation(FunctionId function, long line = 0) =>
        AddLocation(default, 0, [new Line(function, line)]);

    /// <summary>Adds a location even if an equal one is there, for formats whose tables are distinct already.</summary>
    public LocationId AppendLocation(
        MappingId mapping, ulong address, ReadOnlySpan<Line> lines, bool isFolded = false, ulong sourceId = 0)
    {
        if (!_wanted.Has(DistinctLocations))
        {
            return AddLocation(mapping, address, lines, isFolded);
        }

        Limit(_tables.Locations.Count + 1L, _limits.TableRows, "locations");
        _stacks.AddLocation(lines.Length);
        int number = _tables.Locations.Append(mapping, address, lines, isFolded);
        KeepSourceId(_tables.LocationSourceIds, number, sourceId);
        return new LocationId(number);
    }

    /// <summary>Adds a stack, or finds it.</summary>
    /// <param name="leafFirst">Its frames, leaf first, root last; empty gives <c>default</c>.</param>
    /// <exception cref="ProfileFormatException">The limits for stacks are exceeded.</exception>
    public StackId AddStack(ReadOnlySpan<LocationId> leafFirst) => _stacks.Add(leafFirst);

    /// <summary>Adds a stack even if an equal one is there, for formats whose stacks are distinct already.</summary>
    /// <inheritdoc cref="AddStack"/>
    public StackId AppendStack(ReadOnlySpan<LocationId> leafFirst) =>
        _wanted.Has(DistinctLocations) ? AddNewStack(leafFirst) : AddStack(leafFirst);

    /// <summary>
    /// Adds a stack of which the caller knows that no equal one was added, as the lines of a sorted file tell. That
    /// saves looking for it.
    /// </summary>
    /// <param name="leafFirst">Its frames, leaf first, root last; empty gives <c>default</c>.</param>
    /// <exception cref="ProfileFormatException">The limits for stacks are exceeded.</exception>
    public StackId AddNewStack(ReadOnlySpan<LocationId> leafFirst) => _stacks.Append(leafFirst);

    /// <summary>Adds a list of labels, in the source's order, or finds it. Labels that nobody wants are left out.</summary>
    public LabelSetId AddLabels(params ReadOnlySpan<Label> labels)
    {
        if (!_wanted.Has(ProfileFacts.Labels))
        {
            _discarded |= labels.IsEmpty ? 0 : ProfileFacts.Labels;
            return default;
        }

        Limit(_tables.LabelSets.Count + 1L, _limits.TableRows, "label sets");
        if (_wantedKeys is null)
        {
            return new(_tables.LabelSets.Add(labels));
        }

        Label[] kept = [.. labels.ToArray().Where(l => _wantedKeys.Contains(l.Key))];
        _discarded |= kept.Length < labels.Length ? ProfileFacts.Labels : 0;
        return new(_tables.LabelSets.Add(kept));
    }

    /// <summary>Records a sample with one value per sample type.</summary>
    /// <param name="stack">Where the program was.</param>
    /// <param name="values">One value per sample type, in its unit.</param>
    /// <param name="labels">The labels of the sample.</param>
    /// <param name="time">Nanoseconds on the profile's clock; null if unknown.</param>
    /// <exception cref="ArgumentException">There is not exactly one value per sample type.</exception>
    public void AddSample(StackId stack, ReadOnlySpan<long> values, LabelSetId labels = default, long? time = null)
    {
        if (values.Length != _tables.SampleTypes.Count)
        {
            throw new ArgumentException($"Expected {SampleTypes.Count} values, found {values.Length}.", nameof(values));
        }

        _tables.Samples.AddValues(RowFor(stack, values, labels, time), values);
    }

    /// <summary>The profile. The builder must not be used afterwards.</summary>
    /// <exception cref="InvalidOperationException">
    /// A row names a row that does not exist (the message names both), or there is no sample type.
    /// </exception>
    public Profile Build()
    {
        if (_built)
        {
            throw new InvalidOperationException("The builder has built its profile already.");
        }

        ProfileChecks.Check(_tables);
        _built = true;
        _diagnostics.EndInput(_tables.Samples.AddedCount);
        return new Profile(_tables, WantedInfo()) { Discarded = _discarded, ReferenceTotals = ReferenceTotals };
    }

    private static void KeepSourceId(ChunkedColumn<ulong> column, int number, ulong sourceId)
    {
        if (sourceId != (ulong)number)
        {
            column[number] = sourceId;
        }
    }

    private static void Limit(long found, long limit, string what)
    {
        if (found > limit)
        {
            throw new ProfileFormatException(new InputPosition("profile"), $"expected at most {limit} {what}, found more");
        }
    }

    // Which sample type is meant is part of what a single value means, so it stays. A clock without times tells nothing.
    private ProfileInfo WantedInfo()
    {
        ProfileInfo info = Info;
        if (!_wanted.Has(ProfileFacts.Info))
        {
            _discarded |= ProfileContents.Find(info);
            info = ProfileInfo.None with { DefaultSampleType = info.DefaultSampleType };
        }

        return _wanted.Has(ProfileFacts.Times) ? info : info with { Clock = ProfileClock.Unspecified };
    }

    private FunctionId AddRow(in Function wanted)
    {
        Limit(_tables.Functions.Count + 1L, _limits.TableRows, "functions");
        return new(_tables.Functions.Add(wanted));
    }

    private Mapping Wanted(in Mapping mapping)
    {
        if (_wanted.Has(ProfileFacts.Addresses))
        {
            return mapping;
        }

        _discarded |= ProfileContents.Find(mapping);
        return new Mapping(0, 0, 0, mapping.File, mapping.BuildId, mapping.Flags);
    }

    private Function Wanted(in Function function)
    {
        Function wanted = function;
        _discarded |= ProfileContents.Find(function) & ~_wanted.Facts;
        if (!_wanted.Has(ProfileFacts.Lines))
        {
            wanted = wanted with { File = default, StartLine = 0 };
        }

        if (!_wanted.Has(ProfileFacts.SystemNames))
        {
            // The name in the binary is better than none.
            StringId name = wanted.Name == default ? wanted.SystemName : wanted.Name;
            wanted = wanted with { Name = name, SystemName = default };
        }

        return wanted;
    }

    private ReadOnlySpan<Line> Wanted(ReadOnlySpan<Line> lines)
    {
        ProfileFacts uses = ProfileFacts.None;
        for (int i = 0; i < lines.Length && !_wanted.Has(ProfileFacts.Lines); i++)
        {
            uses |= ProfileContents.Find(lines[i]);
        }

        _discarded |= uses;
        return uses == ProfileFacts.None ? lines : Array.ConvertAll(lines.ToArray(), l => new Line(l.Function));
    }

    private int RowFor(StackId stack, ReadOnlySpan<long> values, LabelSetId labels, long? time)
    {
        SampleTable samples = _tables.Samples;
        if (time is not null && !_wanted.Has(ProfileFacts.Times))
        {
            _discarded |= ProfileFacts.Times;
            time = null;
        }

        int row = SumsEqualSamples ? _equalSamples.Find(stack, labels, time, values) : -1;
        if (row < 0)
        {
            Limit(samples.Count + 1L, _limits.TableRows, "samples");
            row = samples.Add(stack, labels, time);
            if (SumsEqualSamples)
            {
                _equalSamples.Add(row);
            }
        }

        return row;
    }
}
