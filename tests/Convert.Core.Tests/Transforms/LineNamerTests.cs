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
}
