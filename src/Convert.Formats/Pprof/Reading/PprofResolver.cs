using Refold.Text;

namespace Refold.Formats.Pprof;

/// <summary>Turns a raw profile into a profile: tables before the rows that refer to them.</summary>
/// <remarks>
/// A missing or duplicate row leaves all totals and most names correct: it is a warning, and the frame stays in its
/// stack without a name. An index beyond the strings means that the file is corrupt: it is an error.
/// </remarks>
internal sealed class PprofResolver(
    PprofRawProfile raw, ProfileBuilder builder, PprofLog log, ConversionContext context)
{
    // Far more than any tool writes; each costs a column.
    private const int MaxSampleTypes = 4096;

    private readonly PprofRowIds _mappings = new("mapping", raw, log);
    private readonly PprofRowIds _functions = new("function", raw, log);
    private readonly PprofRowIds _locations = new("location", raw, log);
    private Line[] _lines = new Line[16];

    public Profile Resolve()
    {
        if (raw.Strings.Count == 0)
        {
            int samples = raw.Samples.Count;
            throw log.Error(
                raw.Strings.EndOffset,
                $"expected a string table, found the end of the file after {samples} samples: it is truncated");
        }

        AddSampleTypes();
        builder.Info = ReadInfo();
        AddMappings();
        AddFunctions();
        AddLocations();
        new PprofSampleResolver(raw, builder, _locations.Table, log, context).AddSamples();
        return builder.Build();
    }

    private void AddSampleTypes()
    {
        while (raw.SampleTypes.TryTake(out ReadOnlySpan<byte> bytes, out long offset))
        {
            SampleType type = ReadSampleType(bytes, offset);
            if (builder.AddSampleType(type) == MaxSampleTypes)
            {
                throw log.Error(offset, $"expected at most {MaxSampleTypes} sample types, found more");
            }
        }

        if (builder.SampleTypes.Count == 0 && raw.Samples.Count > 0)
        {
            throw log.Error(
                raw.Strings.EndOffset, $"expected a sample type, found none, and {raw.Samples.Count} samples");
        }

        // An empty profile, as in the pprof tool.
        if (builder.SampleTypes.Count == 0)
        {
            builder.AddSampleType(new SampleType("samples", "count"));
            log.WarnOfMissing(
                "pprof.no-sample-types", raw.Strings.EndOffset, $"the profile has neither sample types nor samples");
        }
    }

    private SampleType ReadSampleType(ReadOnlySpan<byte> bytes, long offset)
    {
        string name = "";
        string unit = "";
        var cursor = new ProtobufCursor(bytes, offset, log);
        while (cursor.TryReadTag(out uint tag))
        {
            switch (tag)
            {
                case PprofFields.ValueTypeType:
                    name = Text(raw.Strings.Read(ref cursor, "sample_type.type"));
                    break;
                case PprofFields.ValueTypeUnit:
                    unit = Text(raw.Strings.Read(ref cursor, "sample_type.unit"));
                    break;
                default:
                    cursor.SkipUnknown(tag, PprofFields.ValueType);
                    break;
            }
        }

        return new SampleType(name, unit);
    }

    private ProfileInfo ReadInfo()
    {
        SampleType? periodType = null;
        while (raw.PeriodTypes.TryTake(out ReadOnlySpan<byte> bytes, out long offset))
        {
            periodType = ReadSampleType(bytes, offset);
        }

        string defaultType = Text(raw.DefaultSampleType, "default_sample_type");
        if (defaultType.Length > 0 && builder.SampleTypes.All(type => type.Name != defaultType))
        {
            log.WarnOfMissing(
                "pprof.unknown-default-type",
                raw.Strings.EndOffset,
                $"default_sample_type {MessageText.Quote(defaultType)} is no sample type: the last one is the default");
        }

        return ProfileInfo.None with
        {
            StartUnixNanoseconds = raw.Time,
            DurationNanoseconds = raw.Duration,
            PeriodType = periodType,
            Period = raw.Period,
            Comments = ReadComments(),
            DropFrames = Text(raw.DropFrames, "drop_frames"),
            KeepFrames = Text(raw.KeepFrames, "keep_frames"),
            DefaultSampleType = defaultType,
            DocUrl = Text(raw.DocUrl, "doc_url"),
        };
    }

    private IReadOnlyList<string> ReadComments()
    {
        if (raw.Comments.Count == 0)
        {
            return ProfileInfo.None.Comments;
        }

        // A million bytes may refer to one string a million times: one .NET string must do for all.
        var texts = new Dictionary<StringId, string>();
        var comments = new List<string>();
        while (raw.Comments.TryTake(out ReadOnlySpan<byte> bytes, out long offset))
        {
            var cursor = new ProtobufCursor(bytes, offset, log);
            while (!cursor.IsAtEnd)
            {
                StringId id = raw.Strings.Read(ref cursor, "profile.comment");
                if (!texts.TryGetValue(id, out string? text))
                {
                    text = Text(id);
                    texts.Add(id, text);
                }

                comments.Add(text);
            }
        }

        return comments;
    }

    private void AddMappings()
    {
        while (raw.Mappings.TryTake(out ReadOnlySpan<byte> bytes, out long offset))
        {
            Mapping mapping = ReadMapping(bytes, offset, out ulong id);
            if (_mappings.IsNew(id, offset))
            {
                _mappings.Add(id, builder.AppendMapping(mapping, id).Number);
            }
        }

        _mappings.EndTable();
    }

    private Mapping ReadMapping(ReadOnlySpan<byte> bytes, long offset, out ulong id)
    {
        Mapping mapping = default;
        id = 0;
        var cursor = new ProtobufCursor(bytes, offset, log);
        while (cursor.TryReadTag(out uint tag))
        {
            switch (tag)
            {
                case PprofFields.MappingId:
                    id = cursor.ReadVarint();
                    break;
                case PprofFields.MappingStart:
                    mapping = mapping with { Start = cursor.ReadVarint() };
                    break;
                case PprofFields.MappingLimit:
                    mapping = mapping with { Limit = cursor.ReadVarint() };
                    break;
                case PprofFields.MappingOffset:
                    mapping = mapping with { FileOffset = cursor.ReadVarint() };
                    break;
                case PprofFields.MappingFile:
                    mapping = mapping with { File = raw.Strings.Read(ref cursor, "mapping.filename") };
                    break;
                case PprofFields.MappingBuildId:
                    mapping = mapping with { BuildId = raw.Strings.Read(ref cursor, "mapping.build_id") };
                    break;
                case >= PprofFields.MappingHasFunctions and <= PprofFields.MappingHasInlineFrames
                    when (tag & WireType.Mask) == WireType.Number:
                    mapping = mapping with { Flags = WithFlag(mapping.Flags, tag, cursor.ReadVarint() != 0) };
                    break;
                default:
                    cursor.SkipUnknown(tag, PprofFields.Mapping);
                    break;
            }
        }

        return mapping;
    }

    // The flags of the model are in the order of the fields.
    private static MappingFlags WithFlag(MappingFlags flags, uint tag, bool value)
    {
        var flag = (MappingFlags)(1 << (int)((tag - PprofFields.MappingHasFunctions) >> 3));
        return value ? flags | flag : flags & ~flag;
    }

    private void AddFunctions()
    {
        while (raw.Functions.TryTake(out ReadOnlySpan<byte> bytes, out long offset))
        {
            Function function = ReadFunction(bytes, offset, out ulong id);
            if (_functions.IsNew(id, offset))
            {
                _functions.Add(id, builder.AppendFunction(function, id).Number);
            }
        }

        _functions.EndTable();
    }

    private Function ReadFunction(ReadOnlySpan<byte> bytes, long offset, out ulong id)
    {
        Function function = default;
        id = 0;
        var cursor = new ProtobufCursor(bytes, offset, log);
        while (cursor.TryReadTag(out uint tag))
        {
            switch (tag)
            {
                case PprofFields.FunctionId:
                    id = cursor.ReadVarint();
                    break;
                case PprofFields.FunctionName:
                    function = function with { Name = raw.Strings.Read(ref cursor, "function.name") };
                    break;
                case PprofFields.FunctionSystemName:
                    function = function with { SystemName = raw.Strings.Read(ref cursor, "function.system_name") };
                    break;
                case PprofFields.FunctionFile:
                    function = function with { File = raw.Strings.Read(ref cursor, "function.filename") };
                    break;
                case PprofFields.FunctionStartLine:
                    function = function with { StartLine = (long)cursor.ReadVarint() };
                    break;
                default:
                    cursor.SkipUnknown(tag, PprofFields.Function);
                    break;
            }
        }

        return function;
    }

    private void AddLocations()
    {
        while (raw.Locations.TryTake(out ReadOnlySpan<byte> bytes, out long offset))
        {
            AddLocation(bytes, offset);
        }

        _locations.EndTable();
    }

    private void AddLocation(ReadOnlySpan<byte> bytes, long offset)
    {
        ulong id = 0;
        ulong mapping = 0;
        ulong address = 0;
        bool isFolded = false;
        int lineCount = 0;
        var cursor = new ProtobufCursor(bytes, offset, log);
        while (cursor.TryReadTag(out uint tag))
        {
            switch (tag)
            {
                case PprofFields.LocationId:
                    id = cursor.ReadVarint();
                    break;
                case PprofFields.LocationMapping:
                    mapping = cursor.ReadVarint();
                    break;
                case PprofFields.LocationAddress:
                    address = cursor.ReadVarint();
                    break;
                case PprofFields.LocationLine:
                    LineAt(lineCount++, offset) = ReadLine(cursor.ReadMessage());
                    break;
                case PprofFields.LocationIsFolded:
                    isFolded = cursor.ReadVarint() != 0;
                    break;
                default:
                    cursor.SkipUnknown(tag, PprofFields.Location);
                    break;
            }
        }

        if (_locations.IsNew(id, offset))
        {
            ReadOnlySpan<Line> lines = _lines.AsSpan(0, lineCount);
            MappingId mappingId = FindMapping(mapping, offset);
            _locations.Add(id, builder.AppendLocation(mappingId, address, lines, isFolded, id).Number);
        }
    }

    private ref Line LineAt(int index, long offset)
    {
        if (index >= context.Limits.StackDepth)
        {
            throw log.Error(offset, $"expected at most {context.Limits.StackDepth} lines in a location, found more");
        }

        if (index == _lines.Length)
        {
            Array.Resize(ref _lines, index * 2);
        }

        return ref _lines[index];
    }

    private Line ReadLine(ProtobufCursor cursor)
    {
        ulong function = 0;
        long number = 0;
        long column = 0;
        while (cursor.TryReadTag(out uint tag))
        {
            switch (tag)
            {
                case PprofFields.LineFunction:
                    function = cursor.ReadVarint();
                    break;
                case PprofFields.LineNumber:
                    number = (long)cursor.ReadVarint();
                    break;
                case PprofFields.LineColumn:
                    column = (long)cursor.ReadVarint();
                    break;
                default:
                    cursor.SkipUnknown(tag, PprofFields.Line);
                    break;
            }
        }

        return new Line(FindFunction(function, cursor.Offset), number, column);
    }

    // A missing function becomes one without a name, so that the line keeps its number and the file its ids. The id 0
    // means "unknown" in the schema.
    private FunctionId FindFunction(ulong id, long offset)
    {
        int number = _functions.Table.Find(id);
        if (number != 0 || id == 0)
        {
            return new FunctionId(number);
        }

        log.WarnOfMissing("pprof.missing-function", offset, $"function {id} is not in the table: the line has no name");
        FunctionId function = builder.AppendFunction(default, id);
        _functions.Table.TryAdd(id, function.Number);
        return function;
    }

    // The id 0 means "unknown" in the schema.
    private MappingId FindMapping(ulong id, long offset)
    {
        int number = id == 0 ? 0 : _mappings.Table.Find(id);
        if (number == 0 && id != 0)
        {
            log.WarnOfMissing(
                "pprof.missing-mapping", offset, $"mapping {id} is not in the table: the location has none");
        }

        return new MappingId(number);
    }

    private string Text(PprofRawScalar index, string field) =>
        Text(raw.Strings.Find(index.Value, index.Offset, "profile." + field));

    private string Text(StringId id) => Utf8Text.Decode(builder.Utf8(id));
}
