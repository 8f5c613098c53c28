using BenchmarkDotNet.Attributes;
using Refold.Formats;

namespace Refold.Benchmarks;

/// <summary>The cost of writing each format: one generated profile, to a null stream.</summary>
public class WritingBenchmarks
{
    private Profile? _profile;

    [ParamsSource(nameof(Writable))]
    public string Format { get; set; } = "";

    public static IEnumerable<string> Writable =>
        BuiltInFormats.All.Formats.Where(f => f.CreateWriter(FormatOptions.None) is not null).Select(f => f.Name);

    [GlobalSetup]
    public void Make() => _profile = MadeProfile.Create();

    [Benchmark]
    public void Write()
    {
        IProfileWriter writer = ReadingBenchmarks.Find(Format).CreateWriter(FormatOptions.None)!;
        writer.Write(_profile!, Stream.Null, new ConversionContext());
    }
}
