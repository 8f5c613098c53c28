using FsCheck;
using FsCheck.Fluent;

namespace Refold.Formats.Tests.Pprof;

/// <summary>Arbitrary valid messages of profile.proto for FsCheck.</summary>
internal static class WireProfiles
{
    private static readonly long[] Numbers =
        [0, 1, 2, -1, 127, 128, 16383, 16384, 2097152, long.MaxValue, long.MinValue, 1_700_000_000_000_000_000];

    private static readonly string[] Names =
    [
        "cpu", "nanoseconds", "samples", "count", "main", "a.c", "f<int>(char const*)", "naïve 名前 🔥", " ", "\n", "\0",
        "x\tÿ", new('n', 300), "/srv/app/a", "main.(*T).m", "]", "\uFFFD",
    ];

    public static Arbitrary<Wire.Profile> Any() => Arb.From(Gen.Sized(size =>
        Gen.Choose(0, int.MaxValue - 1).Select(seed => Of(new Random(seed), size + 1))));

    private static Wire.Profile Of(Random random, int size)
    {
        var profile = new Wire.Profile();
        profile.StringTable.Add("");
        string[] names = [.. Names];
        random.Shuffle(names);
        profile.StringTable.Add(names.Take(random.Next(1, names.Length + 1)));
        long S() => random.Next(profile.StringTable.Count);
        AddTables(profile, random, size, S);
        int width = random.Next(1, 5);
        for (int i = 0; i < width; i++)
        {
            profile.SampleType.Add(new Wire.ValueType { Type = S(), Unit = S() });
        }

        for (int i = random.Next(size * 2); i > 0; i--)
        {
            profile.Sample.Add(Sample(profile, random, S));
        }

        profile.DropFrames = S();
        profile.KeepFrames = S();
        profile.TimeNanos = Number(random);
        profile.DurationNanos = Number(random);
        profile.PeriodType = random.Next(3) switch
        {
            0 => null,
            1 => new Wire.ValueType(),
            _ => new Wire.ValueType { Type = S(), Unit = S() },
        };
        profile.Period = Number(random);
        profile.Comment.Add(Enumerable.Range(0, random.Next(4)).Select(_ => S()));
        profile.DefaultSampleType = S();
        profile.DocUrl = S();
        return profile;
    }

    private static void AddTables(Wire.Profile profile, Random random, int size, Func<long> s)
    {
        foreach (ulong id in Ids(random, size / 4))
        {
            profile.Mapping.Add(new Wire.Mapping
            {
                Id = id,
                MemoryStart = (ulong)Number(random),
                MemoryLimit = (ulong)Number(random),
                FileOffset = (ulong)Number(random),
                Filename = s(),
                BuildId = s(),
                HasFunctions = random.Next(2) == 0,
                HasFilenames = random.Next(2) == 0,
                HasLineNumbers = random.Next(2) == 0,
                HasInlineFrames = random.Next(2) == 0,
            });
        }

        foreach (ulong id in Ids(random, size))
        {
            profile.Function.Add(new Wire.Function
            {
                Id = id,
                Name = s(),
                SystemName = s(),
                Filename = s(),
                StartLine = Number(random),
            });
        }

        foreach (ulong id in Ids(random, size))
        {
            profile.Location.Add(Location(profile, random, id));
        }
    }

    private static Wire.Location Location(Wire.Profile profile, Random random, ulong id)
    {
        var location = new Wire.Location
        {
            Id = id,
            Address = (ulong)Number(random),
            IsFolded = random.Next(4) == 0,
            MappingId = profile.Mapping.Count == 0 || random.Next(4) == 0 ? 0
                : profile.Mapping[random.Next(profile.Mapping.Count)].Id,
        };
        for (int i = profile.Function.Count == 0 ? 0 : random.Next(4); i > 0; i--)
        {
            location.Line.Add(new Wire.Line
            {
                FunctionId = profile.Function[random.Next(profile.Function.Count)].Id,
                Line_ = Number(random),
                Column = Number(random),
            });
        }

        return location;
    }

    private static Wire.Sample Sample(Wire.Profile profile, Random random, Func<long> s)
    {
        var sample = new Wire.Sample();
        sample.Value.Add(profile.SampleType.Select(_ => Number(random)));
        for (int i = profile.Location.Count == 0 ? 0 : random.Next(6); i > 0; i--)
        {
            sample.LocationId.Add(profile.Location[random.Next(profile.Location.Count)].Id);
        }

        for (int i = random.Next(4); i > 0; i--)
        {
            sample.Label.Add(random.Next(2) == 0
                ? new Wire.Label { Key = s(), Str = s() }
                : new Wire.Label { Key = s(), Num = Number(random), NumUnit = s() });
        }

        return sample;
    }

    // From 1 without gaps as most writers do, or anywhere in 64 bits, in any order.
    private static IEnumerable<ulong> Ids(Random random, int most)
    {
        int count = random.Next(most + 1);
        return random.Next(3) switch
        {
            0 => Enumerable.Range(1, count).Select(i => (ulong)i),
            1 => Enumerable.Range(1, count).Select(i => (ulong)(count - i + 1)),
            _ => Enumerable.Range(0, count).Select(_ => (ulong)random.NextInt64(1, long.MaxValue) * 2 + 1).Distinct(),
        };
    }

    private static long Number(Random random) =>
        random.Next(2) == 0 ? Numbers[random.Next(Numbers.Length)] : random.NextInt64() >> random.Next(64);
}
