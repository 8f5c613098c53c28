namespace Refold.Testing;

/// <summary>Makes one profile of a shape, by chance: odd values and odd rows are likelier than in life.</summary>
internal sealed class RandomProfile
{
    private readonly Random _random;
    private readonly ProfileShape _shape;
    private readonly int _size;
    private readonly ProfileBuilder _builder;
    private readonly List<MappingId> _mappings = [default];
    private readonly List<FunctionId> _functions = [];
    private readonly List<LocationId> _locations = [];
    private readonly List<StackId> _stacks = [];
    private readonly List<LabelSetId> _labelSets = [default];

    private RandomProfile(int seed, int size, ProfileShape shape)
    {
        _random = new Random(seed);
        _size = Math.Clamp(size, 1, 60);
        _shape = shape;
        _builder = new ProfileBuilder();
    }

    /// <summary>The profile that a seed gives.</summary>
    public static Profile Of(int seed, int size, ProfileShape shape)
    {
        var profile = new RandomProfile(seed, size, shape);
        profile.AddTypes();
        profile.AddInfo();
        profile.AddRows();
        profile.AddSamples();
        return profile._builder.Build();
    }

    private bool Chance(int inHundred) => _random.Next(100) < inHundred;

    private bool Has(ProfileFacts fact, int inHundred = 70) => (_shape.Facts & fact) != 0 && Chance(inHundred);

    private StringId Name() => _builder.AddString(Names.Next(_random, _shape.Charset));

    private string Word() => Names.NextWord(_random, _shape.Charset);

    private T Pick<T>(List<T> rows) => rows[_random.Next(rows.Count)];

    private long Number() => _random.Next(12) switch
    {
        0 => 0,
        1 => -1,
        2 => long.MaxValue,
        3 => long.MinValue,
        4 => -_random.NextInt64(1, 1000),
        5 => _random.NextInt64(),
        _ => _random.Next(1, 1000),
    };

    private long LineNumber() => Chance(90) ? _random.Next(1, 10000) : Number();

    private ulong Address() => _random.Next(6) switch
    {
        0 => ulong.MaxValue,
        1 => 0xffffffff81000000 + (ulong)_random.Next(1 << 20),
        _ => 0x400000 + (ulong)_random.Next(1 << 20),
    };

    private void AddTypes()
    {
        int count = Has(ProfileFacts.SampleTypes) ? _random.Next(1, 4) : 1;
        for (int i = 0; i < count; i++)
        {
            _builder.AddSampleType(
                new SampleType(Word(), Chance(60) ? "count" : Names.NextUnit(_random, _shape.Charset)));
        }
    }

    private void AddInfo()
    {
        if (!Has(ProfileFacts.Info))
        {
            return;
        }

        string[] comments = [.. Enumerable.Range(0, _random.Next(3)).Select(_ => Text())];
        _builder.Info = new ProfileInfo
        {
            StartUnixNanoseconds = Chance(50) ? _random.NextInt64() : 0,
            DurationNanoseconds = Chance(50) ? _random.Next() : 0,
            PeriodType = Chance(50) ? new SampleType(Word(), Word()) : null,
            Period = Chance(50) ? Number() : 0,
            Clock = Has(ProfileFacts.Times, 60) ? Clock() : ProfileClock.Unspecified,
            Comments = comments,
            DropFrames = Chance(20) ? Text() : "",
            KeepFrames = Chance(20) ? Text() : "",
            DefaultSampleType = Chance(40) ? _builder.SampleTypes[^1].Name : Chance(40) ? Word() : "",
            DocUrl = Chance(20) ? Text() : "",
        };
    }

    private ProfileClock Clock() => Chance(50) ? ProfileClock.UnixEpoch : ProfileClock.RecordingStart;

    private string Text() => Names.NextText(_random, _shape.Charset);

    private void AddRows()
    {
        Repeat(_random.Next(4), AddMapping);
        Repeat(_random.Next(1, 3 + (_size / 4)), AddFunction);
        Repeat(_random.Next(1, 4 + (_size / 3)), AddLocation);
        Repeat(_random.Next(1, 3 + (_size / 3)), AddStack);
        Repeat(_random.Next(4), AddLabels);
    }

    private static void Repeat(int times, Action action)
    {
        for (int i = 0; i < times; i++)
        {
            action();
        }
    }

    private void AddMapping()
    {
        if (!Has(ProfileFacts.Mappings))
        {
            return;
        }

        ulong start = Has(ProfileFacts.Addresses) ? Address() & ~0xfffUL : 0;
        ulong limit = start == 0 ? 0 : unchecked(start + (ulong)_random.Next(1, 16) * 0x1000);
        ulong offset = start != 0 && Chance(50) ? 0x1000UL * (ulong)_random.Next(16) : 0;
        StringId buildId = Chance(50) ? Name() : default;
        var row = new Mapping(start, limit, offset, Name(), buildId, (MappingFlags)_random.Next(16));
        _mappings.Add(IsDistinct() ? _builder.AddMapping(row) : _builder.AppendMapping(row, SourceId()));
    }

    private void AddFunction()
    {
        StringId name = Name();
        var row = new Function(
            name,
            Has(ProfileFacts.SystemNames, 30) ? Name() : default,
            Has(ProfileFacts.Lines, 50) ? Name() : default,
            Has(ProfileFacts.Lines, 30) ? LineNumber() : 0);
        _functions.Add(IsDistinct() ? _builder.AddFunction(row) : _builder.AppendFunction(row, SourceId()));
    }

    private void AddLocation()
    {
        MappingId mapping = Pick(_mappings);
        ulong address = Has(ProfileFacts.Addresses) ? Address() : 0;
        bool isFolded = Has(ProfileFacts.Addresses, 10);
        int depth = Has(ProfileFacts.Stacks, 100) && Has(ProfileFacts.Inlining, 40)
            ? _random.Next(1, 4)
            : _shape.IsNamed || Chance(95) ? 1 : 0;
        Line[] lines = [.. Enumerable.Range(0, depth).Select(_ => NextLine())];
        _locations.Add(IsDistinct()
            ? _builder.AddLocation(mapping, address, lines, isFolded)
            : _builder.AppendLocation(mapping, address, lines, isFolded, SourceId()));
    }

    private Line NextLine() => new(
        _shape.IsNamed || Chance(97) ? Pick(_functions) : default,
        Has(ProfileFacts.Lines, 50) ? LineNumber() : 0,
        Has(ProfileFacts.Lines, 30) ? LineNumber() : 0);

    private void AddStack()
    {
        int most = Has(ProfileFacts.Stacks, 100) ? 7 : 1;
        int depth = most > 1 && Chance(3) ? 700 : _random.Next(_shape.IsNamed ? 1 : 0, most + 1);
        bool isRecursion = Chance(10);
        LocationId first = Pick(_locations);
        LocationId[] frames = [.. Enumerable.Range(0, depth).Select(_ => isRecursion ? first : Pick(_locations))];
        _stacks.Add(_builder.AddStack(frames));
    }

    private void AddLabels()
    {
        if (!Has(ProfileFacts.Labels))
        {
            return;
        }

        Label[] labels = [.. Enumerable.Range(0, _random.Next(1, 5)).Select(_ => NextLabel())];
        _labelSets.Add(_builder.AddLabels(labels));
    }

    private Label NextLabel()
    {
        StringId key = Chance(50) ? _builder.AddString(_random.GetItems(["pid", "tid", "comm"], 1)[0]) : Name();
        return Chance(50) ? Label.OfText(key, Name()) : Label.OfNumber(key, Number(), Chance(50) ? Name() : default);
    }

    private void AddSamples()
    {
        bool hasTimes = Has(ProfileFacts.Times);

        // As in recordings of several events, where each sample is of one.
        bool isOfOneType = Chance(30);
        long time = _random.NextInt64(1L << 60);
        Repeat(_random.Next(_size + 1), () =>
        {
            time += _random.Next(-10, 1000);
            int only = isOfOneType ? _random.Next(_builder.SampleTypes.Count) : -1;
            long[] values = [.. _builder.SampleTypes.Select((_, type) => only < 0 || type == only ? Number() : 0)];
            long? at = hasTimes && Chance(90) ? time : null;
            _builder.AddSample(Pick(_stacks), values, Pick(_labelSets), at);
        });
    }

    private bool IsDistinct() => !_shape.HasSourceIds || Chance(70);

    private ulong SourceId() => _random.Next(3) switch
    {
        0 => 0,
        1 => ulong.MaxValue - (ulong)_random.Next(1000),
        _ => (ulong)_random.Next(1, 100000),
    };
}
