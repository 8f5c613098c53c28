using Refold.Testing;
using Xunit;

namespace Refold.Cli.Tests;

/// <summary>The layout of the help; its text is in <c>help.transcript</c>.</summary>
public sealed class HelpTests
{
    private const int Screen = 40;

    private static readonly string[] Essential = ["Input", "Output", "Diagnose", "Compare"];

    [Fact]
    public void The_first_screen_has_the_groups_that_every_user_needs()
    {
        using var folder = new TemporaryFolder();

        string[] lines = RefoldProgram.Built.Run(folder.Path, ["--help"]).Text.Split('\n');

        string[] headings = [.. lines.Take(Screen).Where(l => l.Length > 0 && l[0] is not ' ')];
        Assert.Equal(Essential, headings.Where(Essential.Contains));
    }
}
