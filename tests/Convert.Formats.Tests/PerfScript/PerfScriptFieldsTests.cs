using System.Globalization;
using System.Text;
using Refold.Formats.PerfScript;
using Xunit;

namespace Refold.Formats.Tests.PerfScript;

/// <summary>Every selection of fields, <c>perf script -F …</c>, printed at perf's widths and read back.</summary>
public sealed class PerfScriptFieldsTests
{
    private static readonly string[] Comms = ["c_threads", "Web Content #1", "12 34", "1.5: 10 cycles:", "a [001]"];

    // The fields in perf's order; pid and tid together are one column.
    private static readonly string[] Columns =
        ["comm", "pid", "tid", "cpu", "time", "period", "event", "ip", "sym", "dso"];

    public static TheoryData<string> Selections()
    {
        var selections = new TheoryData<string>();
        for (int mask = 1; mask < 1 << Columns.Length; mask++)
        {
            string[] chosen = [.. Columns.Where((_, i) => (mask & (1 << i)) != 0)];
            bool needsAddress = chosen.Contains("sym") || chosen.Contains("dso");
            if (chosen.Length > 1 && (!needsAddress || chosen.Contains("ip")))
            {
                selections.Add(string.Join(',', chosen));
            }
        }

        return selections;
    }

    [Theory]
    [MemberData(nameof(Selections))]
    public void Every_selection_of_fields_without_call_chain_is_detected_and_read(string selection)
    {
        string[] chosen = selection.Split(',');
        var text = new StringBuilder();
        for (int i = 0; i < Comms.Length; i++)
        {
            text.Append(Line(chosen, i)).Append('\n');
        }

        Profile profile = PerfScriptSample.Read(text.ToString());

        Assert.NotEqual(Confidence.None, new PerfScriptFormat().Detect(Encoding.UTF8.GetBytes(text.ToString())));
        Assert.Equal(Comms.Length, profile.Samples.Count);
        for (int i = 0; i < Comms.Length; i++)
        {
            Assert.Equal(Facts(chosen, i), PerfScriptSample.Facts(profile, i));
            Assert.Equal(Stack(chosen, i), PerfScriptSample.Stack(profile, i));
        }
    }

    [Theory]
    [InlineData("   5025125 \n\t            1234 f (/bin/app)\n\n", "period/count=5025125")]
    [InlineData("   5025125 cycles: \n\t            1234 f (/bin/app)\n\n", "cycles/count=5025125")]
    public void A_period_at_the_start_of_a_line_is_not_a_thread(string text, string facts) =>
        Assert.Equal(facts, PerfScriptSample.Facts(PerfScriptSample.Read(text)));

    [Fact]
    public void The_two_halves_of_a_comm_with_a_line_end_share_its_width()
    {
        string others = string.Concat(Enumerable.Repeat("       c_threads cycles: \n", 8));

        Profile profile = PerfScriptSample.Read(others + "       two\nlines cycles: \n");

        Assert.Equal(9, profile.Samples.Count);
        Assert.Equal("comm=\"two\nlines\" cycles/count=1", PerfScriptSample.Facts(profile, 8));
    }

    private static string Line(string[] chosen, int i)
    {
        var line = new StringBuilder();
        Add("comm", $"{Comms[i],16} ");
        Add("pid", chosen.Contains("tid") ? (FormattableString)$"{700 + i,5}/{15617 + i,-5} " : $"{700 + i,5} ");
        Add("tid", chosen.Contains("pid") ? $"" : (FormattableString)$"{15617 + i,5} ");
        Add("cpu", $"[{i:000}] ");
        Add("time", $"{2256 + i,5}.202254: ");
        Add("period", $"{5025125 + i,10} ");
        Add("event", $"cycles:u: ");
        Add("ip", $" {0x401000 + i,16:x}");
        Add("sym", $" f{i}(int (*)(char))");
        Add("dso", $" (/bin/my app)");
        return line.ToString();

        void Add(string column, FormattableString text) =>
            line.Append(chosen.Contains(column) ? text.ToString(CultureInfo.InvariantCulture) : "");
    }

    private static string Facts(string[] chosen, int i)
    {
        bool hasEvent = chosen.Contains("event");
        bool hasPeriod = chosen.Contains("period");
        bool hasPair = chosen.Contains("pid") && chosen.Contains("tid");
        List<string> facts = [];
        Add(hasPair, $"pid={700 + i}");
        Add(chosen.Contains("tid"), $"tid={15617 + i}");
        Add(chosen.Contains("pid") && !hasPair, $"tid={700 + i}");
        Add(chosen.Contains("comm"), $"comm=\"{Comms[i]}\"");
        Add(chosen.Contains("cpu"), $"cpu={i}");
        Add(chosen.Contains("time"), $"time={2256 + i}202254000");
        Add(hasEvent, $"cycles:u/count={(hasPeriod ? 5025125 + i : 1)}");
        Add(hasPeriod && !hasEvent, $"period/count={5025125 + i}");
        return string.Join(' ', facts);

        void Add(bool isChosen, FormattableString text)
        {
            if (isChosen)
            {
                facts.Add(text.ToString(CultureInfo.InvariantCulture));
            }
        }
    }

    private static string Stack(string[] chosen, int i)
    {
        string symbol = chosen.Contains("sym") ? $"f{i}(int (*)(char))" : "";
        string dso = chosen.Contains("dso") ? "/bin/my app" : "";
        return chosen.Contains("ip") ? $"{symbol}@{0x401000 + i:x}({dso})" : "";
    }
}
