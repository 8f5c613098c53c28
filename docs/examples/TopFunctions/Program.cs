using Refold;
using Refold.Formats;

// Reads a profile of any format, compressed or not, and keeps the samples that contain a function: cpu.pb.gz area
Profile profile = ProfileFile.Read(args[0]);
Profile hot = profile.Focus(args[1]).Hide("^runtime");
SampleType type = profile.SampleTypes[profile.DefaultSampleType];
Console.WriteLine($"{hot.Samples.Sum(s => s.Value)} of {profile.Samples.Sum(s => s.Value)} {type.Unit}");

// The ten most expensive functions: flat and cumulative cost.
foreach (var (function, cost) in hot.Functions.ByCost().Take(10))
{
    Console.WriteLine($"{cost.Flat,12} {cost.Cumulative,12}  {function.Name}");
}

// The threads, and the stack of the most expensive sample, leaf first.
foreach (var thread in hot.Samples.GroupBy(s => s.Label("comm") ?? "unknown"))
{
    Console.WriteLine($"thread {thread.Key}: {thread.Sum(s => s.Value)} {type.Unit}");
}

foreach (Frame frame in hot.Samples.MaxBy(s => s.Value).Frames)
{
    Console.WriteLine($"    {frame.Name} {frame.File}:{frame.Line}");
}

// Builds a profile by hand, root first as in folded stacks, and writes it to a stream.
var builder = new ProfileBuilder("cpu/nanoseconds");
builder.AddSample(["main", "work"], 10, ("thread", "worker-1"));
using Stream output = File.Create(args[2]);
builder.Build().Write(output, "speedscope");
ProfileFile.Write(hot, args[3]);        // the extension chooses the format
