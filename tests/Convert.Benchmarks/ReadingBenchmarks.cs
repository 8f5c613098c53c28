using BenchmarkDotNet.Attributes;
using Refold.Formats;

namespace Refold.Benchmarks;

/// <summary>The cost of reading each format: one generated profile, from memory.</summary>
public class ReadingBenchmarks
{
    private byte[] _bytes = [];

    [ParamsSource(nameof(Readable))]
    public string Format { get; set; } = "";

    public static IEnumerable<string> Readable =>
        BuiltInFormats.All.Formats.Where(f => f.CreateReader(FormatOptions.None) is not null).Select(f => f.Name);

    [GlobalSetup]
    public void Write()
    {
        Profile profile = MadeProfile.Create();
        ProfileFormat format = Find(Format);
        FormatOptions options = FormatOptions.Parse(format.LosslessOptions, format.Options);
        if (format.CreateWriter(options) is not { } writer)
        {
            _bytes = MadeProfile.AsPerfScript(profile);
            return;
        }

        using var output = new MemoryStream();
        writer.Write(profile, output, new ConversionContext());
        _bytes = output.ToArray();
    }

    [Benchmark]
    public Profile Read()
    {
        IProfileReader reader = Find(Format).CreateReader(FormatOptions.None)!;
        return reader.Read(ProfileInput.FromStream(new MemoryStream(_bytes), "made"), new ConversionContext());
    }

    internal static ProfileFormat Find(string name) => BuiltInFormats.All.Formats.First(f => f.Name == name);
}
