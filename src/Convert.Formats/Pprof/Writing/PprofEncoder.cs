namespace Refold.Formats.Pprof;

/// <summary>
/// Encodes one profile, row by row, in the order Go's own writer uses: what refers to strings, then the strings, then
/// the facts about the whole.
/// </summary>
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
                _part.AddField(PprofFields.LineFunction, IdOf(line.Function));
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

    // The pprof tool refuses a line without a function, so those share one that has no name.
    private ulong IdOf(FunctionId function)
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
        facts.AddField(PprofFields.ProfileDropFrames, _strings.Of(info.DropFrames));
        facts.AddField(PprofFields.ProfileKeepFrames, _strings.Of(info.KeepFrames));
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
                _row.AddVarint(_strings.Of(comment));
            }

            facts.AddField(PprofFields.ProfileComments, _row.Written);
        }

        facts.AddField(PprofFields.ProfileDefaultSampleType, _strings.Of(info.DefaultSampleType));
        facts.AddField(PprofFields.ProfileDocUrl, _strings.Of(info.DocUrl));
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
        _part.AddField(PprofFields.ValueTypeType, _strings.Of(type.Name));
        _part.AddField(PprofFields.ValueTypeUnit, _strings.Of(type.Unit));
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
