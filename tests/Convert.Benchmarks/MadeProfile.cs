using System.Globalization;
using System.Text;

namespace Refold.Benchmarks;

/// <summary>
/// A profile generated from a seed, like that of a server: many threads, deep stacks with common roots, and repeated
/// leaves. It is the same on every machine.
/// </summary>
internal static class MadeProfile
{
    private const int Seed = 20_26;
    private const int Binaries = 20;
    private const int FunctionsPerBinary = 200;
    private const int Threads = 16;
    private const int Samples = 50_000;
    private const int Stacks = 12_000;
    private const ulong BinarySize = 0x100000;

    /// <summary>50 000 samples of 12 000 stacks of up to 60 frames, 4 000 functions, 16 threads, with times.</summary>
    public static Profile Create()
    {
        var random = new Random(Seed);
        var builder = new ProfileBuilder(new SampleType("samples", "count"), new SampleType("cpu", "nanoseconds"))
        {
            Info = new ProfileInfo { Period = 1_000_000, PeriodType = new SampleType("cpu", "nanoseconds") },
        };
        LocationId[] locations = AddLocations(builder);
        StackId[] stacks = AddStacks(builder, locations, random);
        LabelSetId[] labels = [.. Enumerable.Range(0, Threads).Select(thread => AddLabels(builder, thread))];
        for (int i = 0; i < Samples; i++)
        {
            StackId stack = stacks[(int)(stacks.Length * Math.Pow(random.NextDouble(), 2))];
            builder.AddSample(stack, [1, 1_000_000], labels[random.Next(Threads)], i * 1_000_000L);
        }

        return builder.Build();
    }

    /// <summary>The output of <c>perf script</c> for such a recording.</summary>
    public static byte[] AsPerfScript(Profile profile)
    {
        var text = new StringBuilder();
        int row = 0;
        foreach (Sample sample in profile.Samples)
        {
            int thread = (row % Threads) + 100;
            double seconds = row++ / 1000.0;
            text.Append(CultureInfo.InvariantCulture, $"server {thread} {seconds:F6}: 1000000 cpu-clock:u: \n");
            foreach (LocationId frame in profile[sample.Stack])
            {
                Location location = profile[frame];
                string function = profile.Text(profile[location.Lines[0].Function].Name);
                string binary = profile.Text(profile[location.Mapping].File);
                text.Append(CultureInfo.InvariantCulture, $"\t{location.Address,16:x} {function}+0x10 ({binary})\n");
            }

            text.Append('\n');
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static LocationId[] AddLocations(ProfileBuilder builder)
    {
        var locations = new List<LocationId>();
        for (uint binary = 0; binary < Binaries; binary++)
        {
            ulong start = (binary + 1) * BinarySize;
            StringId path = builder.AddString($"/usr/lib/libservice{binary}.so");
            MappingId mapping = builder.AddMapping(new Mapping(start, start + BinarySize, 0, path));
            for (uint i = 0; i < FunctionsPerBinary; i++)
            {
                FunctionId function = builder.AddFunction(
                    $"service{binary}::Handler{i}::process_request(int, char const*)");
                locations.Add(builder.AddLocation(mapping, start + (i * 64), [new Line(function)]));
            }
        }

        return [.. locations];
    }

    private static StackId[] AddStacks(ProfileBuilder builder, LocationId[] locations, Random random)
    {
        var stacks = new StackId[Stacks];
        LocationId[] rootFirst = [];
        for (int i = 0; i < stacks.Length; i++)
        {
            int kept = random.Next(rootFirst.Length + 1);
            int added = random.Next(1, 20);
            LocationId[] above = [.. Enumerable.Range(0, added).Select(_ => locations[random.Next(locations.Length)])];
            rootFirst = [.. rootFirst.Take(Math.Min(kept, 40)), .. above];
            stacks[i] = builder.AddStack([.. rootFirst.Reverse()]);
        }

        return stacks;
    }

    private static LabelSetId AddLabels(ProfileBuilder builder, int thread) => builder.AddLabels(
        Label.OfText(builder.AddString(WellKnownLabels.Command), builder.AddString("server")),
        Label.OfNumber(builder.AddString(WellKnownLabels.ThreadId), thread + 100));
}
