using Refold.Formats.Folded;
using Refold.Testing;
using Xunit;

namespace Refold.Formats.Tests.Example;

/// <summary>The example of docs/adding-a-format.md is compiled and does what the page says.</summary>
public sealed class TallyTests
{
    public static TheoryData<string> Files => ["TallyFormat.cs", "TallyReader.cs"];

    [Theory]
    [MemberData(nameof(Files))]
    public void The_page_shows_the_example_as_it_is_compiled(string file)
    {
        string page = File.ReadAllText(Repository.Path("docs", "adding-a-format.md"));
        string source = File.ReadAllText(Repository.Path("tests", "Convert.Formats.Tests", "Example", file));

        Assert.Contains($"```csharp\n{source}```\n", page.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_example_reads_stacks_and_sums_equal_ones()
    {
        Profile profile =
            new TallyReader().Read("# tally\n42 main work malloc\n7 main work\n1 main work\n"u8.ToArray());

        Assert.Equal("main;work 8\nmain;work;malloc 42\n", new FoldedWriter().WriteText(profile));
    }

    [Fact]
    public void The_example_rejects_a_line_without_a_count_with_its_line_number()
    {
        ProfileFormatException error = Assert.Throws<ProfileFormatException>(
            () => new TallyReader().Read("# tally\nmain work\n"u8.ToArray()));

        Assert.Equal("test(2): expected a count, found 'main work'", error.Message);
    }

    [Fact]
    public void The_example_is_recognised_by_its_content()
    {
        Assert.Equal(Confidence.Certain, new TallyFormat().Detect("# tally\n1 main\n"u8));
        Assert.Equal(Confidence.None, new TallyFormat().Detect("main 1\n"u8));
    }
}
