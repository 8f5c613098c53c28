using System.Globalization;
using System.Text;
using Refold.Formats;
using Xunit;

namespace Refold.Core.Tests;

public sealed class DiagnosticsTests
{
    [Theory]
    [InlineData("plain", "'plain'")]
    [InlineData("", "''")]
    [InlineData("a\tb\r\n", "'a\\tb\\r\\n'")]
    [InlineData("\0\u001b\u0085", "'\\u0000\\u001b\\u0085'")]
    [InlineData("日本 😀", "'日本 😀'")]
    [InlineData("a\u202eb\u2066c\u200fd\u061c", "'a\\u202eb\\u2066c\\u200fd\\u061c'")]
    [InlineData("\u2028\u2029\ufeff\u200b\u00ad\ufffe", "'\\u2028\\u2029\\ufeff\\u200b\\u00ad\\ufffe'")]
    [InlineData("\U000e0041", "'\\U000e0041'")]
    public void Quoted_text_is_on_one_line(string text, string shown) =>
        Assert.Equal(shown, MessageText.Quote(text));

    [Fact]
    public void Bytes_that_are_not_UTF8_are_quoted_as_bytes()
    {
        Assert.Equal("'a\\xff\\xc3'", MessageText.Quote([(byte)'a', 0xff, 0xc3]));
        Assert.Equal("'\\xff\\ud800'", MessageText.Quote("\udcff\ud800"));
    }

    [Fact]
    public void Escaping_keeps_the_whole_text_and_is_idempotent()
    {
        string text = new string('x', 100) + "\e[31m 'quoted' C:\\new \udcff";
        string escaped = new string('x', 100) + "\\u001b[31m 'quoted' C:\\new \\xff";

        Assert.Equal(escaped, MessageText.Escape(text));
        Assert.Equal(escaped, MessageText.Escape(escaped));
    }

    [Fact]
    public void Characters_that_are_not_visible_are_escaped()
    {
        string all = string.Concat(Enumerable.Range(0, char.MaxValue + 1).Select(c => (char)c));

        Assert.DoesNotContain(
            MessageText.Escape(all),
            c => char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
    }

    [Fact]
    public void Quoted_text_is_truncated_at_80_characters()
    {
        Assert.Equal($"'{new string('x', 80)}'", MessageText.Quote(new string('x', 80)));
        Assert.Equal($"'{new string('x', 80)}…'", MessageText.Quote(new string('x', 81)));
        Assert.Equal($"'{new string('é', 80)}…'", MessageText.Quote(Encoding.UTF8.GetBytes(new string('é', 900))));
    }

    [Fact]
    public void An_error_has_its_position_and_message()
    {
        var inner = new IOException("inner");
        var error = new ProfileFormatException(new InputPosition("a", Line: 3), "expected b, found c", inner);

        Assert.Equal("a(3): expected b, found c", error.Message);
        Assert.Equal(new InputPosition("a", Line: 3), error.Position);
        Assert.Same(inner, error.InnerException);
    }

    [Fact]
    public void A_diagnostic_ends_with_its_id() =>
        Assert.Equal(
            "perf.txt(12): no period, counted 1 [perf-script.no-period]",
            new Diagnostic("perf-script.no-period", new InputPosition("perf.txt", 12), "no period, counted 1")
                .ToString());

    [Fact]
    public void The_first_few_of_each_kind_are_kept_and_all_are_counted()
    {
        var log = new DiagnosticLog();
        for (int i = 1; i <= 100; i++)
        {
            log.Warn("a", new InputPosition("test", i), $"{i}");
            log.Warn(i % 50 == 0 ? "b" : "c", default, "");
        }

        Assert.Equal(["1", "2", "3"], log.Kept.Where(d => d.Id == "a").Select(d => d.Message));
        Assert.Equal(2, log.Kept.Count(d => d.Id == "b"));
        Assert.Equal((100, 2, 98), (log.Counts["a"], log.Counts["b"], log.Counts["c"]));
        Assert.Equal(200, log.WarningCount);
    }

    [Fact]
    public void Counting_returns_whether_the_text_is_kept()
    {
        var log = new DiagnosticLog();

        Assert.True(log.Count("a", times: 2));
        Assert.True(log.Count("a"));
        Assert.False(log.Count("a"));
        Assert.Equal(4, log.Counts["a"]);
        Assert.Empty(log.Kept);
    }

    [Fact]
    public void Notes_are_counted_by_kind_but_not_as_warnings()
    {
        var log = new DiagnosticLog();
        for (int i = 0; i < 5; i++)
        {
            log.Note("n", new InputPosition("in"), "usual");
        }

        log.Warn("w", new InputPosition("in"), "odd");

        Assert.Equal(1, log.WarningCount);
        Assert.Equal(5, log.Counts["n"]);
        Assert.Equal(3, log.Kept.Count(d => d.Severity == DiagnosticSeverity.Note));
    }

    [Fact]
    public void A_truncated_input_gives_one_warning_with_the_number_of_samples_read()
    {
        var context = new ConversionContext();
        context.Diagnostics.WarnOfCut("input.cut", new InputPosition("a.zip"), "the data end early");
        context.Diagnostics.WarnOfCut("format.cut", new InputPosition("a.zip/cpu.pb"), "a table is missing");
        Assert.True(context.Diagnostics.IsCut("a.zip/cpu.pb"));
        Assert.False(context.Diagnostics.IsCut("b.zip"));
        var builder = new ProfileBuilder(context, new SampleType("n", "count")) { SumsEqualSamples = true };
        builder.AddSample(default, [1]);
        builder.AddSample(default, [2]);

        builder.Build();

        Assert.Equal(
            "a.zip: the data end early; 2 samples were read [input.cut]",
            Assert.Single(context.Diagnostics.Kept).ToString());
        Assert.Equal(1, context.Diagnostics.WarningCount);
        Assert.False(context.Diagnostics.IsCut("a.zip/cpu.pb"));
    }
}
