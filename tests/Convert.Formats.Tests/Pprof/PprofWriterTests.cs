using System.IO.Compression;
using Refold.Formats.Pprof;
using Refold.Testing;
using Xunit;

namespace Refold.Formats.Tests.Pprof;

public sealed class PprofWriterTests
{
    private static readonly IProfileWriter Raw = new PprofWriter(new PprofOptions { Gzip = false });

    [Fact]
    public void The_output_is_gzip_without_a_time_by_default()
    {
        Profile profile = Small();

        byte[] packed = new PprofWriter().Write(profile);

        Assert.Equal([0x1F, 0x8B, 8, 0, 0, 0, 0, 0], packed[..8]);
        Assert.Equal(Raw.Write(profile), Unpack(packed));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(9)]
    public void Every_compression_level_unpacks_to_the_same_bytes(int level)
    {
        Profile profile = FromCorpus("go-cpu.pb.gz");

        byte[] packed = new PprofWriter(new PprofOptions { Level = level }).Write(profile);

        Assert.Equal(Raw.Write(profile), Unpack(packed));
    }

    [Fact]
    public void Ids_of_the_source_are_written_again()
    {
        var builder = new ProfileBuilder(new SampleType("samples", "count"));
        MappingId mapping = builder.AppendMapping(default, 70);
        FunctionId function = builder.AppendFunction(default, ulong.MaxValue);
        LocationId location = builder.AppendLocation(mapping, 5, [new Line(function)], false, 9);
        builder.AddSample(builder.AddStack([location]), [1]);

        Wire.Profile message = Write(builder.Build());

        Assert.Equal(70u, message.Mapping[0].Id);
        Assert.Equal(ulong.MaxValue, message.Function[0].Id);
        Assert.Equal((9u, 70u, ulong.MaxValue), (
            message.Location[0].Id, message.Location[0].MappingId, message.Location[0].Line[0].FunctionId));
        Assert.Equal([9u], message.Sample[0].LocationId);
    }

    [Fact]
    public void Ids_are_numbers_from_one_if_those_of_the_source_are_not_distinct()
    {
        var builder = new ProfileBuilder(new SampleType("samples", "count"));
        builder.AppendFunction(new Function(builder.AddString("a")), 2);
        builder.AppendFunction(new Function(builder.AddString("b")));

        Wire.Profile message = Write(builder.Build());

        Assert.Equal([1u, 2u], message.Function.Select(f => f.Id));
    }

    [Fact]
    public void Times_of_samples_are_discarded()
    {
        Profile Make(long? time)
        {
            var builder = new ProfileBuilder(new SampleType("samples", "count"));
            builder.AddSample(default, [1], default, time);
            return builder.Build();
        }

        Assert.Equal(Raw.Write(Make(null)), Raw.Write(Make(5)));
    }

    [Fact]
    public void A_stack_that_is_used_often_is_written_like_one_that_is_used_once()
    {
        var builder = new ProfileBuilder(new SampleType("samples", "count"), new SampleType("cpu", "nanoseconds"));
        StackId stack = builder.AddStack(
            [builder.AddLocation(builder.AddFunction("a")), builder.AddLocation(default, 7, [])]);
        LabelSetId labels = builder.AddLabels(Label.OfText(builder.AddString("k"), builder.AddString("v")));
        for (int i = 0; i < 100; i++)
        {
            builder.AddSample(stack, [i, -i], i % 2 == 0 ? labels : default);
        }

        Wire.Profile message = Write(builder.Build());

        for (int i = 0; i < 100; i++)
        {
            Assert.Equal([1u, 2u], message.Sample[i].LocationId);
            Assert.Equal([i, -i], message.Sample[i].Value);
            Assert.Equal(1 - (i % 2), message.Sample[i].Label.Count);
        }
    }

    [Fact]
    public void Names_of_types_and_facts_share_the_strings_of_the_rows()
    {
        var builder = new ProfileBuilder(new SampleType("cpu", "nanoseconds"))
        {
            Info = new ProfileInfo { PeriodType = new SampleType("cpu", "nanoseconds"), Comments = ["main", "cpu"] },
        };
        builder.AddFunction("main");

        Wire.Profile message = Write(builder.Build());

        Assert.Equal(["", "main", "cpu", "nanoseconds"], message.StringTable);
        Assert.Equal([1L, 2L], message.Comment);
    }

    [Theory]
    [MemberData(nameof(PprofJudgeTests.Corpus), MemberType = typeof(PprofJudgeTests))]
    public void The_pprof_tool_prints_the_same_for_the_source_and_the_written_file(string file)
    {
        Judges.Require("go");
        string folder = Directory.CreateTempSubdirectory("refold").FullName;
        try
        {
            string before = Path.Combine(folder, "before.pb");
            string after = Path.Combine(folder, "after.pb");
            File.WriteAllBytes(before, new CorpusFile("pprof", file).ReadBytes());
            File.WriteAllBytes(after, new PprofWriter().Write(FromCorpus(file)));

            string? seen = PprofTool.Raw(after);
            Assert.NotNull(seen);
            Assert.Equal(PprofTool.Raw(before) ?? seen, seen);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Lines_without_a_function_share_one_without_a_name()
    {
        var builder = new ProfileBuilder(new SampleType("samples", "count"));
        builder.AppendFunction(new Function(builder.AddString("a")), 2);
        LocationId location = builder.AddLocation(default, 5, [new Line(default, 7), new Line(default, 8)]);
        builder.AddSample(builder.AddStack([location]), [1]);

        Wire.Profile message = Write(builder.Build());

        Assert.Equal([3u, 3u], message.Location[0].Line.Select(l => l.FunctionId));
        Assert.Equal([2u, 3u], message.Function.Select(f => f.Id));
        Assert.Equal(0, message.Function[1].Name);
    }

    private static Profile Small()
    {
        var builder = new ProfileBuilder(new SampleType("samples", "count"));
        builder.AddSample(builder.AddStack([builder.AddLocation(builder.AddFunction("main"))]), [1]);
        return builder.Build();
    }

    private static Profile FromCorpus(string file) => FormatCases.Read(new CorpusFile("pprof", file));

    private static Wire.Profile Write(Profile profile) => Wire.Profile.Parser.ParseFrom(Raw.Write(profile));

    private static byte[] Unpack(byte[] packed)
    {
        using var gzip = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
        using var unpacked = new MemoryStream();
        gzip.CopyTo(unpacked);
        return unpacked.ToArray();
    }
}
