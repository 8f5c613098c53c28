using System.Text;
using System.Text.Json;
using Refold.Formats.Dot;
using Refold.Testing;
using Xunit;

namespace Refold.Formats.Tests.Hostile;

/// <summary>
/// No text in any field of a profile changes the structure of an output or controls the program that shows it.
/// Pictures, JSON and text escape control characters; folded, csv and callgrind keep the bytes of names, except
/// separators.
/// </summary>
public sealed class HostileTextLaws
{
    /// <summary>The hostile texts, by name.</summary>
    public static TheoryData<string> Texts => [.. HostileTexts.All.Keys];

    [Theory]
    [MemberData(nameof(Texts))]
    public void Hostile_names_add_no_elements_to_a_flame_graph(string text)
    {
        Dictionary<string, int> elements = SvgGrammar.Read(Write("flamegraph", text));

        Assert.Equal(1, elements["script"]);
        Assert.Equal(1, elements["style"]);
        Assert.False(elements.ContainsKey("a"));
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void Hostile_names_add_no_statements_or_attributes_to_a_graph(string text)
    {
        Profile profile = HostileProfile.Of(HostileTexts.All[text]);
        foreach (string nodes in new[] { "functions", "filefunctions", "files", "lines", "addresses" })
        {
            var format = new DotFormat();
            var options = FormatOptions.Parse([$"nodes={nodes}"], format.Options);

            (int count, int edges) = DotGrammar.Read(format.CreateWriter(options).Write(profile));

            Assert.InRange(count, 2, 8);
            Assert.InRange(edges, 0, 8);
        }
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void Hostile_names_add_no_elements_to_the_SVG_of_Graphviz(string text)
    {
        Judges.Require("dot");
        Dictionary<string, int> elements = SvgGrammar.Read(
            new DotPictureWriter(new DotOptions(), "svg").Write(HostileProfile.Of(HostileTexts.All[text])));

        Assert.False(elements.ContainsKey("script"));
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_speedscope_file_is_JSON_without_control_characters(string text)
    {
        byte[] json = Write("speedscope", text);

        using var document = JsonDocument.Parse(json);

        Assert.Equal(JsonValueKind.Array, document.RootElement.GetProperty("profiles").ValueKind);
        Assert.DoesNotContain(Encoding.UTF8.GetString(json), c => c is < ' ' and not '\n');
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void Hostile_names_add_no_cells_to_a_csv_file(string text)
    {
        List<int> widths = CellsOfRows(Encoding.UTF8.GetString(Write("csv", text)));

        Assert.Equal(3, widths.Count);
        Assert.All(widths, w => Assert.Equal(widths[0], w));
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_text_file_has_only_visible_characters(string text) =>
        Assert.DoesNotContain(
            new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(Write("text", text)),
            c => char.IsControl(c) && c is not '\n');

    [Theory]
    [MemberData(nameof(Texts))]
    public void Hostile_names_add_no_lines_to_a_callgrind_file(string text)
    {
        string[] lines = Encoding.UTF8.GetString(Write("callgrind", text)).Split('\n');

        Assert.All(lines, line => Assert.Matches(
            "^($|# callgrind format$|(version|creator|positions|summary|totals|desc|cmd|event|events):|"
                + "(ob|fl|fi|fe|fn|cob|cfi|cfn|calls)=|[0-9+*-])",
            line));
        Assert.DoesNotContain(lines, line => line.Any(c => c < ' ' || c == '\u007f'));
        Assert.Single(lines, line => line.StartsWith("totals:", StringComparison.Ordinal));
        Assert.NotNull(FormatCases.Reader("callgrind").Read(Write("callgrind", text)));
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void Hostile_names_survive_with_the_same_totals(string text)
    {
        Profile profile = HostileProfile.Of(HostileTexts.All[text]);
        foreach (string format in new[] { "pprof", "text", "speedscope", "csv", "folded" })
        {
            Profile back = FormatCases.FaithfulReader(format).Read(FormatCases.FaithfulWriter(format).Write(profile));

            Assert.Equal(100, Sum(back));
        }
    }

    // No time limit: an algorithm that is quadratic in the length of a name would take hours, beyond any time-out.
    [Theory]
    [InlineData("/")]
    [InlineData("a/")]
    [InlineData("a::")]
    [InlineData("A$1")]
    [InlineData("<(")]
    [InlineData("/v2.")]
    [InlineData("_ZN")]
    [InlineData("..")]
    [InlineData("a.")]
    [InlineData("operator()")]
    [InlineData("__")]
    public void A_name_of_a_megabyte_is_written_by_all_writers(string piece)
    {
        string name = new StringBuilder().Insert(0, piece, 1_000_000 / piece.Length).ToString();
        Profile profile = HostileProfile.Of(name);
        foreach (string runtime in NoiseTrimmer.Runtimes)
        {
            Assert.NotNull(new NoiseTrimmer([runtime]).Apply(profile, new ConversionContext()));
        }

        foreach (ProfileFormat format in BuiltInFormats.All.Formats.Where(f => f.CanWrite))
        {
            Assert.NotEmpty(FormatCases.Writer(format.Name).Write(profile));
        }
    }

    private static byte[] Write(string format, string text) =>
        FormatCases.Writer(format).Write(HostileProfile.Of(HostileTexts.All[text]));

    // RFC 4180: cells in quotes may contain commas and line ends; quotes in them are doubled.
    private static List<int> CellsOfRows(string csv)
    {
        var widths = new List<int>();
        int cells = 1;
        bool isQuoted = false;
        foreach (char c in csv)
        {
            isQuoted ^= c == '"';
            cells += c == ',' && !isQuoted ? 1 : 0;
            if (c == '\n' && !isQuoted)
            {
                widths.Add(cells);
                cells = 1;
            }
        }

        return widths;
    }

    private static Int128 Sum(Profile profile)
    {
        Int128 sum = 0;
        foreach (Sample sample in profile.Samples)
        {
            sum += sample[profile.DefaultSampleType];
        }

        return sum;
    }
}
