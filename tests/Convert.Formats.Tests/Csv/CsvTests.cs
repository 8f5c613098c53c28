using Refold.Formats.Csv;
using Refold.Testing;
using Xunit;

namespace Refold.Formats.Tests.Csv;

public sealed class CsvTests
{
    private const string Text = """
        refold profile 1
        type cpu ms
        type "a/b" "c\\d"
        default "cpu"
        mapping 1 "/lib/libc.so"
        function 1 "main" file "main.c"
        function 2 "=f(\"x\";1)"
        location 1 in 1
        location 2 in 2:4 1
        location 3 mapping 1
        stack 1: 1
        stack 2: 3 2 1
        labels 1: k="" k="\\v" n=3 n=4s k="last"
        labels 2: n=5 k="w"
        sample 1 2 stack 2 labels 1 time 7
        sample 3 4 stack 1 labels 2
        sample 0 -5
        """;

    [Fact]
    public void Samples_have_a_row_each() =>
        Assert.Equal(
            "stack,*cpu/ms,a\\/b/c\\\\d,time,label:k,label:k,number:n/,number:n/s,label:k\r\n"
            + "\"main;main;=f(\"\"x\"\"\\;1);[libc.so]\",1,2,7,\\,\\\\v,3,4,last\r\n"
            + "main,3,4,,,,5,,w\r\n"
            + ",0,-5,,,,,,\r\n",
            Write(Text));

    [Fact]
    public void Functions_have_a_row_each_sorted_by_flat_cost() =>
        Assert.Equal(
            "function,file,flat cpu/ms,cum cpu/ms,flat a\\/b/c\\\\d,cum a\\/b/c\\\\d\r\n"
            + "main,main.c,3,4,4,6\r\n[libc.so],,1,1,2,2\r\n\"=f(\"\"x\"\";1)\",,0,1,0,2\r\n",
            Write(Text, "table=functions", "guard=false"));

    [Fact]
    public void Text_like_a_formula_gets_an_apostrophe_unless_guard_is_false()
    {
        Assert.Contains("\"'=f(\"\"x\"\";1)\"", Write(Text, "table=functions"), StringComparison.Ordinal);
        Assert.DoesNotContain("'=f(", Write(Text, "table=functions", "guard=false"), StringComparison.Ordinal);
        Assert.Contains(",-5,", Write(Text), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("=1+2", "'=1+2")]
    [InlineData("+f", "'+f")]
    [InlineData("-[NSView drawRect:]", "'-[NSView drawRect:]")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("'=1+2", "\\'=1+2")]
    [InlineData("'plain", "'plain")]
    public void A_name_like_a_formula_survives_a_round_trip(string name, string cell)
    {
        string text =
            $"refold profile 1\ntype {(name.Contains('[', StringComparison.Ordinal) ? "n" : $"\"{name}\"")} count\n"
            + $"function 1 \"{name}\"\nlocation 1 in 1\nstack 1: 1\nlabels 1: k=\"{name}\" n=-5\n"
            + "sample -3 stack 1 labels 1\n";

        string guarded = Write(text);

        Assert.Contains($"\n{cell},-3,{cell},-5\r", guarded, StringComparison.Ordinal);
        foreach (string guard in (string[])["guard=true", "guard=false"])
        {
            Profile back = FormatCases.Reader("csv").Read(Write(text, guard));

            Assert.Equal(name, back.Text(back[new FunctionId(1)].Name));
            Assert.Equal(name, back.Text(back[back.Samples[0].Labels][0].Text));
            Assert.Equal(Profiles.Parse(text).SampleTypes[0], back.SampleTypes[0]);
        }
    }

    [Theory]
    [InlineData("stack,n/count\r\nmain,1\r\nwork,2", "csv.no-line-end", 3)]
    [InlineData("stack,n/count\r\nmain,1\r\nwork", "csv.cut", 1)]
    [InlineData("stack,n/count\r\nmain,1\r\nwork,-", "csv.cut", 1)]
    [InlineData("stack,n/count\r\nmain,1\r\n\"wo", "csv.cut", 1)]
    public void A_last_row_without_a_line_end_is_reported(string text, string id, long sum)
    {
        var context = new ConversionContext();

        Profile profile = FormatCases.Reader("csv").Read(text, context);

        Assert.Equal([id], context.Diagnostics.Counts.Keys);
        Assert.Equal(sum, (long)ColumnSums.Of(profile)[0]);
    }

    [Theory]
    [InlineData("every-column.csv", "10 100 1000")]
    [InlineData("spreadsheet.csv", "7")]
    [InlineData("odd-rows.csv", "2010")]
    public void Sums_of_corpus_files_are_exact(string file, string sums) =>
        Assert.Equal(sums, string.Join(' ', ColumnSums.Of(FormatCases.Read(new CorpusFile("csv", file)))));

    [Fact]
    public void Odd_rows_are_reported_with_their_line_numbers()
    {
        var context = new ConversionContext();

        FormatCases.Read(new CorpusFile("csv", "odd-rows.csv"), context);

        Assert.Equal(
            [
                "odd-rows.csv(2): expected a whole number, found '1.5': rounded [csv.fraction]",
                "odd-rows.csv(5): expected 3 cells, found 1: missing ones are empty, others discarded [csv.row-length]",
                "odd-rows.csv(6): expected 3 cells, found 4: missing ones are empty, others discarded [csv.row-length]",
                "odd-rows.csv(7): expected quotes around the whole cell and doubled quotes within it, found others: "
                    + "read as text [csv.quote]",
            ],
            context.Diagnostics.Kept.Select(d => d.ToString()));
    }

    [Theory]
    [InlineData("stack,a/count\n", Confidence.Certain)]
    [InlineData("\"stack\",\"a/count\"\n", Confidence.Certain)]
    [InlineData("stack,a\nmain;work,3\n", Confidence.Possible)]
    [InlineData("\"stack\",\"a\"\r\n\"main\",\"-3\"\r\n", Confidence.Possible)]
    [InlineData("stack,a\n", Confidence.NameDecides)]
    [InlineData("stack,overflow\nmain,why\n", Confidence.None)]
    [InlineData("stacked,a\n", Confidence.None)]
    [InlineData("main;stack,a 3\n", Confidence.None)]
    public void Tables_are_detected_by_their_first_cell(string head, Confidence confidence) =>
        Assert.Equal(confidence, new CsvFormat().Detect(System.Text.Encoding.UTF8.GetBytes(head)));

    private static string Write(string profile, params string[] options)
    {
        var format = new CsvFormat();
        return format.CreateWriter(FormatOptions.Parse(options, format.Options)).WriteText(Profiles.Parse(profile));
    }
}
