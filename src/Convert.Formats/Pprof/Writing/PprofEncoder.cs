namespace Refold.Formats.Pprof;

/// <summary>Encodes one profile, row by row.</summary>
/// <remarks>
/// The fields come in the order of Go's own writer: rows refer to strings by index, so the strings follow them.
/// <code>
///     0a 04 │ 08 01 10 02                        sample_type { type: 1, unit: 2 }
///     12 07 │ 0a 02 01 02 · 12 01 2a             sample { location_id: [1, 2], value: [42] }
///     1a … mapping   22 … location   2a … function
///     32 00 │ 32 07 "samples" │ 32 05 "count"    string_table, the empty string first
///     48 … time_nanos   50 … duration_nanos   5a … period_type   60 … period
/// </code>
/// </remarks>
internal sealed class PprofEncoder(Profile profile, Stream output, ConversionContext context)
{
    private const int BlockSize = 64 * 1024;

    private readonly PprofStringWriter _strings = new(profile);
    private readonly PprofIdWriter _mappingIds = new(profile.MappingCount, n => profile.SourceId(new MappingId(n)));
    private readonly PprofIdWriter _locationIds = new(profile.LocationCount, n => profile.SourceId(new LocationId(n)));
    private readonly PprofIdWriter _functionIds = new(profile.FunctionCount, n => profile.SourceId(new FunctionId(n)));
    private readonly ProtobufBuffer _block = new();
    private readonly ProtobufBuffer _row = new();
    private readonly ProtobufBuffer _part = new();
    private ulong _namelessId;

    public void Encode()
    {
        foreach (SampleType type in profile.SampleTypes)
        {
            AddValueType(_block, PprofFields.ProfileSampleType, type);
        }

        AddSamples();
        AddMappings();
        AddLocations();
        AddFunctions();
        ProtobufBuffer facts = EncodeFacts();
        AddStrings();
        _block.AddBytes(facts.Written);
        Flush();
    }

    private void AddSamples()
    {
        var sample = new PprofSampleEncoder(profile, _locationIds);
        for (int row = 0; row < profile.Samples.Count; row++)
        {
            sample.Encode(row, _block);
            FlushWhenFull();
        }
    }

    private void AddMappings()
    {
        for (int number = 1; number <= profile.MappingCount; number++)
        {
            Mapping mapping = profile[new MappingId(number)];
            _row.Clear();
            _row.AddField(PprofFields.MappingId, _mappingIds[number]);
            _row.AddField(PprofFields.MappingStart, mapping.Start);
            _row.AddField(PprofFields.MappingLimit, mapping.Limit);
            _row.AddField(PprofFields.MappingOffset, mapping.FileOffset);
            _row.AddField(PprofFields.MappingFile, (ulong)mapping.File.Number);
            _row.AddField(PprofFields.MappingBuildId, (ulong)mapping.BuildId.Number);
            AddFlag(PprofFields.MappingHasFunctions, mapping.Flags, MappingFlags.HasFunctions);
            AddFlag(PprofFields.MappingHasFilenames, mapping.Flags, MappingFlags.HasFilenames);
            AddFlag(PprofFields.MappingHasLineNumbers, mapping.Flags, MappingFlags.HasLineNumbers);
            AddFlag(PprofFields.MappingHasInlineFrames, mapping.Flags, MappingFlags.HasInlineFrames);
            AddRow(PprofFields.ProfileMapping);
        }
    }

    private void AddFlag(uint tag, MappingFlags flags, MappingFlags flag) =>
        _row.AddField(tag, (flags & flag) != 0 ? 1u : 0u);

    private void AddLocations()
    {
        for (int number = 1; number <= profile.LocationCount; number++)
        {
            Location location = profile[new LocationId(number)];
            _row.Clear();
            _row.AddField(PprofFields.LocationId, _locationIds[number]);
            _row.AddField(PprofFields.LocationMapping, _mappingIds[location.Mapping.Number]);
            _row.AddField(PprofFields.LocationAddress, location.Address);
            foreach (ref readonly Line line in location.Lines)
            {
                _part.Clear();
                _part.AddField(PprofFields.LineFunction, FileId(line.Function));
                _part.AddField(PprofFields.LineNumber, (ulong)line.Number);
                _part.AddField(PprofFields.LineColumn, (ulong)line.Column);
                _row.AddField(PprofFields.LocationLine, _part.Written);
            }

            _row.AddField(PprofFields.LocationIsFolded, location.IsFolded ? 1u : 0u);
            AddRow(PprofFields.ProfileLocation);
        }
    }

    private void AddFunctions()
    {
        for (int number = 1; number <= profile.FunctionCount; number++)
        {
            Function function = profile[new FunctionId(number)];
            _row.Clear();
            _row.AddField(PprofFields.FunctionId, _functionIds[number]);
            _row.AddField(PprofFields.FunctionName, (ulong)function.Name.Number);
            _row.AddField(PprofFields.FunctionSystemName, (ulong)function.SystemName.Number);
            _row.AddField(PprofFields.FunctionFile, (ulong)function.File.Number);
            _row.AddField(PprofFields.FunctionStartLine, (ulong)function.StartLine);
            AddRow(PprofFields.ProfileFunction);
        }

        if (_namelessId != 0)
        {
            _row.Clear();
            _row.AddField(PprofFields.FunctionId, _namelessId);
            AddRow(PprofFields.ProfileFunction);
        }
    }

    // The pprof tool rejects a line without a function, so all such lines share a function without a name.
    private ulong FileId(FunctionId function)
    {
        if (function != default)
        {
            return _functionIds[function.Number];
        }

        if (_namelessId == 0)
        {
            _namelessId = _functionIds.Unused();
        }

        return _namelessId;
    }

    private ProtobufBuffer EncodeFacts()
    {
        ProfileInfo info = profile.Info;
        var facts = new ProtobufBuffer();
        facts.AddField(PprofFields.ProfileDropFrames, _strings.IndexOf(info.DropFrames));
        facts.AddField(PprofFields.ProfileKeepFrames, _strings.IndexOf(info.KeepFrames));
        facts.AddField(PprofFields.ProfileTime, (ulong)info.StartUnixNanoseconds);
        facts.AddField(PprofFields.ProfileDuration, (ulong)info.DurationNanoseconds);
        if (info.PeriodType is { } periodType)
        {
            AddValueType(facts, PprofFields.ProfilePeriodType, periodType);
        }

        facts.AddField(PprofFields.ProfilePeriod, (ulong)info.Period);
        if (info.Comments.Count > 0)
        {
            _row.Clear();
            foreach (string comment in info.Comments)
            {
                _row.AddVarint(_strings.IndexOf(comment));
            }

            facts.AddField(PprofFields.ProfileComments, _row.Written);
        }

        facts.AddField(PprofFields.ProfileDefaultSampleType, _strings.IndexOf(info.DefaultSampleType));
        facts.AddField(PprofFields.ProfileDocUrl, _strings.IndexOf(info.DocUrl));
        return facts;
    }

    private void AddStrings()
    {
        for (int index = 0; index < _strings.Count; index++)
        {
            _block.AddField(PprofFields.ProfileString, _strings[index]);
            FlushWhenFull();
        }
    }

    private void AddValueType(ProtobufBuffer target, uint tag, SampleType type)
    {
        _part.Clear();
        _part.AddField(PprofFields.ValueTypeType, _strings.IndexOf(type.Name));
        _part.AddField(PprofFields.ValueTypeUnit, _strings.IndexOf(type.Unit));
        target.AddField(tag, _part.Written);
    }

    private void AddRow(uint tag)
    {
        _block.AddField(tag, _row.Written);
        FlushWhenFull();
    }

    private void FlushWhenFull()
    {
        if (_block.Length >= BlockSize)
        {
            Flush();
        }
    }

    private void Flush()
    {
        context.Cancellation.ThrowIfCancellationRequested();
        output.Write(_block.Written);
        _block.Clear();
    }
}
