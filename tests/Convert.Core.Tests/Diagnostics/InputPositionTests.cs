using Xunit;

namespace Refold.Core.Tests;

public sealed class InputPositionTests
{
    [Fact]
    public void A_line_is_formatted_as_compilers_do() =>
        Assert.Equal("perf.txt(12)", new InputPosition("perf.txt", Line: 12).ToString());

    [Fact]
    public void An_offset_is_formatted_in_hexadecimal_digits() =>
        Assert.Equal("cpu.pb.gz+0x1f", new InputPosition("cpu.pb.gz", Offset: 31).ToString());

    [Fact]
    public void Without_line_and_offset_only_the_input_is_named() =>
        Assert.Equal("-", new InputPosition("-").ToString());
}
