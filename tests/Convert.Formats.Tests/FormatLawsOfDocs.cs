using System.Text.RegularExpressions;
using Refold.Testing;
using Xunit;

namespace Refold.Formats.Tests;

/// <summary>Law 10: the folders, the corpus, the page and the row of each format exist and agree.</summary>
public sealed partial class FormatLawsOfDocs
{
    [Theory]
    [MemberData(nameof(FormatCases.All), MemberType = typeof(FormatCases))]
    public void A_format_has_its_folders_and_its_page(string format)
    {
        string folder = Folder(format);

        Assert.Equal(format.Replace("-", "", StringComparison.Ordinal), folder.ToLowerInvariant());
        Assert.True(File.Exists(Repository.Path("src", "Convert.Formats", folder, $"{folder}Format.cs")));
        Assert.True(File.Exists(Repository.Path("src", "Convert.Formats", folder, "README.md")));
        Assert.NotEmpty(Directory.GetFiles(Repository.Path("tests", "Convert.Formats.Tests", folder), "*Tests.cs"));
    }

    [Theory]
    [MemberData(nameof(FormatCases.Readable), MemberType = typeof(FormatCases))]
    public void A_format_that_is_read_has_good_and_bad_files_in_the_corpus(string format)
    {
        Assert.True(File.Exists(Repository.Path("corpus", format, "README.md")));
        Assert.NotEmpty(CorpusFile.Good(format));
        Assert.NotEmpty(CorpusFile.Bad(format));
    }

    [Theory]
    [MemberData(nameof(FormatCases.All), MemberType = typeof(FormatCases))]
    public void The_page_of_a_corpus_folder_names_each_file(string format)
    {
        string page = Repository.Path("corpus", format, "README.md");
        string text = File.Exists(page) ? File.ReadAllText(page) : "";

        Assert.DoesNotContain(
            CorpusFile.Good(format).Concat(CorpusFile.Bad(format)),
            file => !text.Contains(file.FileName, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(FormatCases.All), MemberType = typeof(FormatCases))]
    public void The_page_of_a_format_lists_its_options(string format)
    {
        string page = File.ReadAllText(Repository.Path("src", "Convert.Formats", Folder(format), "README.md"));

        string[] listed = [.. OptionRow().Matches(page).Select(row => row.Value.TrimEnd())];

        Assert.Equal(FormatCases.Format(format).Options.Select(Row), listed);
    }

    [Theory]
    [MemberData(nameof(FormatCases.All), MemberType = typeof(FormatCases))]
    public void Names_and_endings_are_lower_case_words(string name)
    {
        ProfileFormat format = FormatCases.Format(name);

        Assert.Matches("^[a-z]+(-[a-z]+)*$", format.Name);
        Assert.NotEmpty(format.Title);
        Assert.False(format.Title.EndsWith('.'));
        Assert.All(format.Extensions, e => Assert.Matches(@"^(\.[a-z0-9]+)+$", e));
        Assert.All(format.Options, o => Assert.Matches("^[a-z]+(-[a-z]+)*$", o.Name));
        Assert.All(format.Options, o => Assert.False(o.Help.EndsWith('.')));
        Assert.True(format.CanRead || format.CanWrite);
    }

    private static string Folder(string format) => FormatCases.Format(format).GetType().Namespace!.Split('.')[^1];

    private static string Row(FormatOption option)
    {
        string value = option.Default.Length == 0 ? "" : $"`{option.Default}`";
        return $"| `{option.Name}` | {value} | {option.Help} |".Replace("|  |", "| |", StringComparison.Ordinal);
    }

    // A row of a table with three columns, whose first cell is one word in code.
    [GeneratedRegex("^\\| `[^`|]+` \\| (`[^`|]*` )?\\| [^|]+ \\|[ \t]*$", RegexOptions.Multiline)]
    private static partial Regex OptionRow();
}
