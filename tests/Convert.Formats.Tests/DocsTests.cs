using System.Globalization;
using System.Text;
using Refold.Testing;
using Xunit;

namespace Refold.Formats.Tests;

/// <summary>Pages that are printed from what the formats declare, so that they cannot lie.</summary>
public sealed class DocsTests
{
    // In the order of the flags; "All" and "None" are no kinds of facts.
    private static readonly (ProfileFacts Flag, string Name)[] Facts =
    [
        (ProfileFacts.SampleTypes, "sample types"),
        (ProfileFacts.Labels, "labels"),
        (ProfileFacts.Times, "times"),
        (ProfileFacts.Lines, "lines"),
        (ProfileFacts.Addresses, "addresses"),
        (ProfileFacts.Mappings, "mappings"),
        (ProfileFacts.Inlining, "inlining"),
        (ProfileFacts.Info, "info"),
        (ProfileFacts.Order, "order"),
        (ProfileFacts.SystemNames, "system names"),
        (ProfileFacts.Stacks, "stacks"),
    ];

    [Fact]
    public void The_matrix_names_every_kind_of_fact() =>
        Assert.Equal(ProfileFacts.All, Facts.Aggregate(ProfileFacts.None, (all, fact) => all | fact.Flag));

    [Fact]
    public void The_fidelity_page_says_what_the_formats_declare() =>
        Golden.Check(Repository.Path("docs", "fidelity.md"), FidelityPage());

    private static string FidelityPage()
    {
        var page = new StringBuilder(
            """
            # What each format keeps

            Printed from the declarations of the formats by `DocsTests`; the laws of `FormatLaws…` hold the formats to it.

            ● comes back after writing and reading (for a format that is only read: is read) ·
            ◐ some of it comes back · ○ is read where a file has it, but not written ·
            blank: is lost, and the conversion says so. [model.md](model.md) says what each kind of fact is and what is
            left without it. Names: *bytes* comes back byte for byte, *Unicode* has U+FFFD for bytes that are not UTF-8,
            *plain* has replacements for what the format cannot spell, which its page tells.


            """);
        page.Append("| format | reads | writes | endings | names |");
        page.AppendJoin("|", Facts.Select(f => $" {f.Name} ")).Append("|\n");
        page.Append("| --- | --- | --- | --- | --- |").AppendJoin("|", Facts.Select(_ => " :-: ")).Append("|\n");
        foreach (ProfileFormat format in BuiltInFormats.All.Formats.OrderBy(f => f.Name, StringComparer.Ordinal))
        {
            AppendRow(page, format);
        }

        return page.ToString();
    }

    private static void AppendRow(StringBuilder page, ProfileFormat format)
    {
        string folder = format.GetType().Namespace!.Split('.')[^1];
        string endings = string.Join(" ", format.Extensions.Select(e => $"`{e}`"));
        page.Append(CultureInfo.InvariantCulture, $"| [{format.Name}](../src/Convert.Formats/{folder}/README.md) ");
        page.Append(CultureInfo.InvariantCulture, $"| {(format.CanRead ? "yes" : "")} ");
        page.Append(CultureInfo.InvariantCulture, $"| {(format.CanWrite ? "yes" : "")} | {endings} ");
        page.Append(CultureInfo.InvariantCulture, $"| {SpellingOf(format)} |");
        foreach ((ProfileFacts flag, _) in Facts)
        {
            string cell = (format.Keeps & flag) != 0 ? "●" : (format.KeepsPartly & flag) != 0 ? "◐" : (format.Reads & flag) != 0 ? "○" : "";
            page.Append(CultureInfo.InvariantCulture, $" {cell} |");
        }

        page.Append('\n');
    }

    private static string SpellingOf(ProfileFormat format) => format.Spelling switch
    {
        NameCharset.Bytes => "bytes",
        NameCharset.Unicode => "Unicode",
        _ => "plain",
    };
}
