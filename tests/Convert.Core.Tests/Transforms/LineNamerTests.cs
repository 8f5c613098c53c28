using System.Text;
using Refold.Aggregation;
using Xunit;

namespace Refold.Core.Tests;

/// <summary>Line numbers in the names of frames.</summary>
public sealed class LineNamerTests
{
    [Fact]
    public void Frames_of_one_function_are_apart_by_line()
    {
        var builder = new ProfileBuilder("samples/count");
        FunctionId work = builder.AddFunction("work", "w.c");
        builder.AddSample(builder.AddStack([builder.AddLocation(work, 20)]), [1]);
        builder.AddSample(builder.AddStack([builder.AddLocation(work, 22)]), [2]);
        builder.AddSample(builder.AddStack([builder.AddLocation(work)]), [4]);

        Profile named = new LineNamer().Apply(builder.Build());

        Assert.Equal(
            ["work:20 1", "work:22 2", "work 4"], named.Samples.Select(s => $"{s.Frames[0].Name} {s.Value}"));
        Assert.Equal([20L, 22, 0], named.Samples.Select(s => s.Frames[0].Line));
    }

    [Fact]
    public void Inlined_functions_system_names_and_code_without_a_symbol_are_named()
    {
        var builder = new ProfileBuilder("samples/count");
        MappingId app = builder.AddMapping(new Mapping(0x1000, 0x2000, 0, builder.AddString("/bin/app")));
        FunctionId copy = builder.AddFunction("copy");
        FunctionId encoded = builder.AddFunction(new Function(default, builder.AddString("_Z4workv")));
        LocationId inlined = builder.AddLocation(app, 0x1010, [new Line(copy, 5), new Line(encoded, 6)], true);
        builder.AddSample(builder.AddStack([inlined, builder.AddLocation(app, 0x1020, [])]), [1]);

        Profile named = new LineNamer().Apply(builder.Build());

        FrameList frames = named.Samples[0].Frames;
        Assert.Equal(["copy:5", "_Z4workv:6", "[app]"], frames.Select(f => f.Name));
        Assert.Equal([0x1010UL, 0x1010, 0x1020], frames.Select(f => f.Address));
        Assert.True(named[frames[0].LocationId].IsFolded);
        Assert.Equal("_Z4workv", frames[1].Function?.SystemName);
    }

    [Fact]
    public void Tidied_names_keep_their_line_numbers()
    {
        var builder = new ProfileBuilder("samples/count");
        FunctionId parse = builder.AddFunction("parse(char const*)");
        builder.AddSample(builder.AddStack([builder.AddLocation(parse, 20)]), [1]);

        Profile named = new LineNamer().Apply(builder.Build());
        var names = new FrameNames(named, new FrameNameOptions { Tidy = true });

        Assert.Equal("parse:20", Encoding.UTF8.GetString(names[1]));
    }
}
