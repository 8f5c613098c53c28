using Refold.Formats;
using Refold.Storage;
using Refold.Text;

namespace Refold;

/// <summary>Builds a profile, row by row. Not thread-safe.</summary>
/// <remarks>
/// By names, for profiles that are made by hand; stacks are root first, as in folded stacks:
/// <code>
/// var builder = new ProfileBuilder("cpu/nanoseconds");
/// builder.AddSample(["main", "work"], 10, ("thread", "worker-1"));
/// Profile profile = builder.Build();
/// </code>
/// By ids, for readers; stacks are leaf first, as in profile.proto and in the profile itself:
/// <code>
/// FunctionId function = builder.AddFunction("work");
/// LocationId location = builder.AddLocation(mapping, 0x4011f0, [new Line(function, 12)]);
/// StackId stack = builder.AddStack([location, caller]);
/// builder.AddSample(stack, [10]);
/// </code>
/// Equal rows are stored once: adding one again returns its id. Facts that
/// <see cref="ConversionContext.Request"/> does not ask for are removed from rows before they are added.
/// </remarks>
public sealed class ProfileBuilder
{
    private readonly ProfileStorage _tables = new();
    private readonly LimitGuard _limits;
    private readonly RequestFilter _request;
    private readonly SampleDeduplicator _equalSamples;
    private readonly DiagnosticLog _diagnostics;
    private bool _built;

    /// <summary>Starts a profile that keeps all facts.</summary>
    public ProfileBuilder(params ReadOnlySpan<SampleType> types)
        : this(new ConversionContext(), types)
    {
    }

    /// <summary>Starts a profile that keeps all facts.</summary>
    /// <param name="type">The first sample type: <c>cpu/nanoseconds</c> (<see cref="SampleType.Parse"/>).</param>
    /// <param name="others">The other sample types.</param>
    public ProfileBuilder(string type, params ReadOnlySpan<string> others)
        : this([SampleType.Parse(type), .. Array.ConvertAll(others.ToArray(), SampleType.Parse)])
    {
    }

    /// <summary>Starts a profile that keeps the facts that the context requests.</summary>
    public ProfileBuilder(ConversionContext context, params ReadOnlySpan<SampleType> types)
    {
        ArgumentNullException.ThrowIfNull(context);
        _equalSamples = new SampleDeduplicator(_tables.Samples);
        _limits = new LimitGuard(_tables, context.Limits);
        _diagnostics = context.Diagnostics;
        _request = new RequestFilter(context.Request)
        {
            LabelKeys = context.Request.LabelKeys is { } keys ? [.. keys.Select(AddString)] : null,
        };

        foreach (SampleType type in types)
        {
            AddSampleType(type);
        }
    }

    /// <summary>Start, duration, period and comments; may be set at any time before <see cref="Build"/>.</summary>
    public ProfileInfo Info { get; set; } = ProfileInfo.None;

    /// <summary>The name of the input, for errors about exceeded limits.</summary>
    public string InputName
    {
        get => _limits.InputName;
        init => _limits.InputName = value;
    }

    /// <summary>The totals that percentages of the profile refer to.</summary>
    internal ReferenceTotals? ReferenceTotals { get; init; }

    /// <summary>
    /// Whether samples with equal stack, labels and time are merged when they are added. For readers of formats whose
    /// samples are single events, unless their order is requested; it saves most if times are not requested either.
    /// </summary>
    public bool SumsEqualSamples { get; init; }

    /// <summary>Whether sums may become 0; if not, positive and negative values stay separate samples.</summary>
    internal bool CancelsOpposites { init => _equalSamples.Cancels = value; }

    /// <summary>The sample types, in the order of the values of a sample.</summary>
    public IReadOnlyList<SampleType> SampleTypes => _tables.SampleTypes;

    /// <summary>The number of samples so far.</summary>
    public int SampleCount => _tables.Samples.Count;

    /// <summary>Starts the profile that a reader makes of an input.</summary>
    /// <remarks>
    /// It keeps the facts that the context requests, merges equal samples unless their order is requested, and names
    /// the input in errors.
    /// </remarks>
    /// <param name="inputName">The name of the input.</param>
    /// <param name="context">The context of the conversion.</param>
    /// <param name="types">The sample types that are known at the start; see <see cref="AddSampleType"/>.</param>
    public static ProfileBuilder ForInput(
        string inputName, ConversionContext context, params ReadOnlySpan<SampleType> types)
    {
        ArgumentNullException.ThrowIfNull(context);
        return new ProfileBuilder(context, types)
        {
            InputName = inputName,
            SumsEqualSamples = !context.Request.Has(ProfileFacts.Order),
        };
    }

    /// <summary>
    /// Records that the source has facts that were not requested. For readers that skip such facts; the builder records
    /// those that it removes itself.
    /// </summary>
    public void MarkDiscarded(ProfileFacts facts) => _request.Discard(facts);

    /// <summary>Adds a sample type; samples added before get the value 0.</summary>
    /// <returns>The index of the sample type, from 0.</returns>
    /// <exception cref="ProfileFormatException">There are more sample types than the limits allow.</exception>
    public int AddSampleType(SampleType type)
    {
        ArgumentNullException.ThrowIfNull(type);
        _limits.BeforeSampleType();
        _tables.SampleTypes.Add(type);
        _tables.Samples.AddColumn();
        return _tables.SampleTypes.Count - 1;
    }

    /// <summary>Replaces a sample type and multiplies its values so far.</summary>
    /// <returns>The number of values that do not fit into 64 bits.</returns>
    internal long RefineSampleType(int column, SampleType type, long factor)
    {
        _tables.SampleTypes[column] = type;
        return _tables.Samples.Multiply(column, factor);
    }

    /// <summary>Adds or finds a string.</summary>
    /// <param name="utf8">Its bytes; they need not be valid UTF-8.</param>
    /// <exception cref="ProfileFormatException">The limits for names are exceeded.</exception>
    public StringId AddString(ReadOnlySpan<byte> utf8)
    {
        _limits.BeforeString(utf8.Length);
        return _tables.Strings.Add(utf8);
    }

    /// <summary>Adds or finds a string.</summary>
    /// <exception cref="ProfileFormatException">The limits for names are exceeded.</exception>
    public StringId AddString(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length == 0 ? default : AddString(Utf8Text.Encode(text));
    }

    /// <summary>The bytes of a string added before.</summary>
    public ReadOnlySpan<byte> Utf8(StringId id) => _tables.Strings[id];

    /// <summary>The function with an id.</summary>
    public Function this[FunctionId id] => _tables.Functions[id.Number];

    /// <summary>The location with an id.</summary>
    public Location this[LocationId id] => _tables.Locations[id.Number];

    /// <summary>Adds or finds a mapping; returns <c>default</c> if mappings are not requested.</summary>
    public MappingId AddMapping(in Mapping mapping)
    {
        _limits.BeforeRow(_tables.Mappings.Count, "mappings");
        Mapping kept = _request.Filter(mapping);
        if (_request.KeepsMappings)
        {
            return new(_tables.Mappings.Add(kept));
        }

        _request.Discard(ProfileFacts.Mappings);
        return default;
    }

    /// <summary>Adds a mapping without looking for an equal one, for formats whose mappings are distinct.</summary>
    /// <param name="mapping">The mapping.</param>
    /// <param name="sourceId">Its id in the input; 0 if it has none.</param>
    public MappingId AppendMapping(in Mapping mapping, ulong sourceId = 0)
    {
        if (!_request.KeepsDistinctMappings)
        {
            return AddMapping(mapping);
        }

        _limits.BeforeRow(_tables.Mappings.Count, "mappings");
        int number = _tables.Mappings.Append(mapping);
        KeepSourceId(_tables.MappingSourceIds, number, sourceId);
        return new MappingId(number);
    }

    /// <summary>
    /// Replaces the flags of a mapping, for readers that know only at the end which symbols it has. Adding an equal
    /// mapping afterwards adds a new one.
    /// </summary>
    public void ReplaceFlags(MappingId id, MappingFlags flags) =>
        _tables.Mappings.Replace(id.Number, _tables.Mappings[id.Number] with { Flags = flags });

    /// <summary>Adds or finds a function; returns <c>default</c> for one with all fields empty.</summary>
    public FunctionId AddFunction(in Function function)
    {
        Function kept = _request.Filter(function);
        return kept == default ? default : AddRow(kept);
    }

    /// <summary>Adds or finds a function of which only name and file are known.</summary>
    public FunctionId AddFunction(string name, string file = "") =>
        AddFunction(new Function(AddString(name), default, AddString(file)));

    /// <summary>
    /// Adds a function without looking for an equal one, for formats whose functions are distinct. It gets an id even
    /// if all fields are empty.
    /// </summary>
    /// <param name="function">The function.</param>
    /// <param name="sourceId">Its id in the input; 0 if it has none.</param>
    public FunctionId AppendFunction(in Function function, ulong sourceId = 0)
    {
        if (!_request.KeepsDistinctFunctions)
        {
            return AddRow(_request.Filter(function));
        }

        _limits.BeforeRow(_tables.Functions.Count, "functions");
        int number = _tables.Functions.Append(function);
        KeepSourceId(_tables.FunctionSourceIds, number, sourceId);
        return new FunctionId(number);
    }

    /// <summary>Adds or finds a location.</summary>
    /// <param name="mapping">The mapping that contains it; <c>default</c> if unknown.</param>
    /// <param name="address">Its address; 0 if unknown.</param>
    /// <param name="lines">Its functions, innermost inlined one first; empty if it has no symbol.</param>
    /// <param name="isFolded">Whether several symbols share this code.</param>
    public LocationId AddLocation(
        MappingId mapping, ulong address, ReadOnlySpan<Line> lines, bool isFolded = false)
    {
        _limits.BeforeLocation(lines.Length);
        _request.Filter(ref address, ref isFolded);
        return new(_tables.Locations.Add(mapping, address, _request.Filter(lines), isFolded));
    }

    /// <summary>Adds or finds a location of which only function and line are known.</summary>
    public LocationId AddLocation(FunctionId function, long line = 0) =>
        AddLocation(default, 0, [new Line(function, line)]);

    /// <summary>Adds a location without looking for an equal one, for formats whose locations are distinct.</summary>
    /// <param name="mapping">The mapping that contains it; <c>default</c> if unknown.</param>
    /// <param name="address">Its address; 0 if unknown.</param>
    /// <param name="lines">Its functions, innermost inlined one first; empty if it has no symbol.</param>
    /// <param name="isFolded">Whether several symbols share this code.</param>
    /// <param name="sourceId">Its id in the input; 0 if it has none.</param>
    public LocationId AppendLocation(
        MappingId mapping, ulong address, ReadOnlySpan<Line> lines, bool isFolded = false, ulong sourceId = 0)
    {
        if (!_request.KeepsDistinctLocations)
        {
            return AddLocation(mapping, address, lines, isFolded);
        }

        _limits.BeforeLocation(lines.Length);
        int number = _tables.Locations.Append(mapping, address, lines, isFolded);
        KeepSourceId(_tables.LocationSourceIds, number, sourceId);
        return new LocationId(number);
    }

    /// <summary>Adds or finds a stack.</summary>
    /// <param name="leafFirst">Its locations, leaf first, root last; empty gives <c>default</c>.</param>
    /// <exception cref="ProfileFormatException">The limits for stacks are exceeded.</exception>
    public StackId AddStack(ReadOnlySpan<LocationId> leafFirst)
    {
        _limits.BeforeStack(leafFirst.Length);
        int before = _tables.Stacks.Count;
        int number = _tables.Stacks.Add(leafFirst);
        if (_tables.Stacks.Count > before)
        {
            _limits.AfterNewStack(leafFirst);
        }

        return new StackId(number);
    }

    /// <summary>Adds a stack without looking for an equal one, for formats whose stacks are distinct.</summary>
    /// <inheritdoc cref="AddStack"/>
    public StackId AppendStack(ReadOnlySpan<LocationId> leafFirst) =>
        _request.KeepsDistinctLocations ? AddNewStack(leafFirst) : AddStack(leafFirst);

    /// <summary>
    /// Adds a stack that no stack added before is equal to, as in the lines of a sorted file; saves looking for it.
    /// </summary>
    /// <inheritdoc cref="AddStack"/>
    public StackId AddNewStack(ReadOnlySpan<LocationId> leafFirst)
    {
        _limits.BeforeStack(leafFirst.Length);
        int number = _tables.Stacks.Append(leafFirst);
        _limits.AfterNewStack(leafFirst);
        return new StackId(number);
    }

    /// <summary>Adds or finds a label set. Labels that are not requested are discarded.</summary>
    /// <param name="labels">The labels, in the order of the source.</param>
    public LabelSetId AddLabels(params ReadOnlySpan<Label> labels)
    {
        ReadOnlySpan<Label> kept = _request.Filter(labels);
        if (kept.IsEmpty)
        {
            return default;
        }

        _limits.BeforeRow(_tables.LabelSets.Count, "label sets");
        return new(_tables.LabelSets.Add(kept));
    }

    /// <summary>Adds a sample.</summary>
    /// <param name="stack">The stack; <c>default</c> if it has no frames.</param>
    /// <param name="values">One value for each sample type, in its unit.</param>
    /// <param name="labels">The labels of the sample.</param>
    /// <param name="time">Nanoseconds on the profile's clock; null if unknown.</param>
    /// <exception cref="ArgumentException">There is not exactly one value for each sample type.</exception>
    public void AddSample(StackId stack, ReadOnlySpan<long> values, LabelSetId labels = default, long? time = null)
    {
        if (values.Length != _tables.SampleTypes.Count)
        {
            throw new ArgumentException($"Expected {SampleTypes.Count} values, found {values.Length}.", nameof(values));
        }

        _tables.Samples.AddValues(RowFor(stack, values, labels, _request.Filter(time)), values);
    }

    /// <summary>Completes the profile. The builder must not be used afterwards.</summary>
    /// <exception cref="InvalidOperationException">
    /// A row refers to a row that does not exist (the message names both), or there is no sample type.
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
        ProfileInfo info = _request.Filter(Info);
        return new Profile(_tables, info) { Discarded = _request.Discarded, ReferenceTotals = ReferenceTotals };
    }

    private static void KeepSourceId(ChunkedColumn<ulong> column, int number, ulong sourceId)
    {
        if (sourceId != (ulong)number)
        {
            column[number] = sourceId;
        }
    }

    private FunctionId AddRow(in Function function)
    {
        _limits.BeforeRow(_tables.Functions.Count, "functions");
        return new(_tables.Functions.Add(function));
    }

    private int RowFor(StackId stack, ReadOnlySpan<long> values, LabelSetId labels, long? time)
    {
        SampleTable samples = _tables.Samples;
        int row = SumsEqualSamples ? _equalSamples.Find(stack, labels, time, values) : -1;
        if (row < 0)
        {
            _limits.BeforeRow(samples.Count, "samples");
            row = samples.Add(stack, labels, time);
            if (SumsEqualSamples)
            {
                _equalSamples.Add(row);
            }
        }

        return row;
    }
}
