using OpenQA.Selenium;
using Refold.Formats.FlameGraph;
using Refold.Formats.Folded;
using Refold.Testing;
using Xunit;

namespace Refold.Formats.Tests.FlameGraph;

/// <summary>In a real browser, no name and no option becomes markup or script, or breaks the script.</summary>
[Collection<BrowserTests>]
public sealed class FlameGraphBrowserTextTests(Browser browser)
{
    [Fact]
    public void Names_that_look_like_markup_are_text()
    {
        string[] names =
        [
            "<script>window.hit=1</script>", "</title><script>window.hit=1</script>", "\" onclick=\"window.hit=1",
            "]]><script>window.hit=1</script>", "&lt<b>&amp", "<img src=x onerror=window.hit=1>", "\u0001\u001b[31m",
            "a'b\"c", "</svg><script>window.hit=1</script>", "--><script>window.hit=1</script>",
        ];
        browser.Open(Graphs.Draw(Stacks.Parse([.. names.Select(n => n + " 10")])));

        browser.ClickText("title");
        foreach (IWebElement rect in browser.Page.FindElements(By.CssSelector("#frames > g:not(:first-child) > rect")))
        {
            rect.Click();
            browser.ClickText("unzoom");
        }

        Assert.True(browser.Run<bool>("return window.hit === undefined;"));
        Assert.Equal(1L, browser.Run<long>("return document.getElementsByTagName('script').length;"));
        Assert.Equal(
            names.Select(n => n.Replace('\u0001', '\uFFFD').Replace('\u001b', '\uFFFD'))
                .Select(n => n + " (10 samples, 10.00%)").Order(),
            Titles().Order());
    }

    [Fact]
    public void Options_that_look_like_markup_are_text()
    {
        string hostile = "</script>]]></title>--><script>window.hit=1</script>\"';";
        browser.Open(Graphs.Draw(Graphs.Small, new FlameGraphOptions
        {
            Title = hostile,
            Subtitle = hostile,
            NameType = hostile,
            CountName = hostile,
            Notes = hostile,
        }));

        browser.Click("work");

        Assert.True(browser.Run<bool>("return window.hit === undefined;"));
        Assert.Equal(hostile, browser.Text("title"));
        Assert.StartsWith(hostile + " work (50 " + hostile, browser.Text("details"));
    }

    [Fact]
    public void Names_with_a_meaning_in_JavaScript_are_drawn_zoomed_and_found()
    {
        string[] names =
        [
            "__proto__", "constructor", "hasOwnProperty",
            "${window.hit=1}", "\\u003cscript>", "\u2028\u2029", "\u202Ertl",
            "\uFEFFbom", "\U0001F600\U0001F468\u200D\U0001F469", "e\u0301",
            "frames", "search", "all", "a (1 samples, 2%)",
            "operator()(int)", "\u007Fdel",
        ];
        browser.Open(Graphs.Draw(Stacks.Parse([.. names.Select(n => $"{n};inside {n} 10")])));
        browser.Errors();

        foreach (string name in names)
        {
            string drawn = string.Concat(name.Select(c => "\u007F\u2028\u2029\u202E".Contains(c) ? '\uFFFD' : c));
            string title = Quoted(drawn + " (10 samples, 6.25%)");
            browser.Run<object?>("window.zoom([...document.getElementById('frames').children].find("
                + $"g => g.querySelector('title').textContent === {title})); return null;");
            Assert.Equal(drawn, browser.Run<string>(
                "return [...document.querySelectorAll('#frames > g:not(.parent):not(.hide) > text')][0].textContent;"));
            browser.Run<object?>($"window.search('^inside ' + RegExp.escape({Quoted(drawn)}) + ' '); return null;");
            Assert.Equal("Matched: 100%", browser.Text("matched"));
        }

        Assert.Empty(browser.Errors());
        Assert.True(browser.Run<bool>("return window.hit === undefined;"));
    }

    [Fact]
    public void Each_byte_that_is_not_UTF8_is_replaced()
    {
        // Latin-1, a lone surrogate, a truncated character, an overlong encoding, a code point beyond Unicode.
        byte[] lines =
        [
            .. "caf\u00E9 1\n"u8[..3], 0xE9, .. " 10\nlone "u8, 0xED, 0xA0, 0x80, .. " 10\ncut "u8, 0xF0, 0x9F, 0x98,
            .. " 10\nlong "u8, 0xC0, 0xBC, .. " 10\nbeyond "u8, 0xF4, 0x90, 0x80, 0x80, .. " 10\n"u8,
        ];
        browser.Open(Graphs.Draw(new FoldedReader().Read(lines)));

        string[] titles = [.. Titles().Select(t => t[..t.IndexOf(" (", StringComparison.Ordinal)])];

        Assert.Equal(
            "beyond ????, caf?, cut ???, lone ???, long ??",
            string.Join(", ", titles.Order(StringComparer.Ordinal)).Replace('\uFFFD', '?'));
        Assert.Empty(browser.Errors());
    }

    [Fact]
    public void Lone_surrogates_in_options_are_replaced()
    {
        const string Half = "x\uD83D";
        browser.Open(Graphs.Draw(Graphs.Small, new FlameGraphOptions
        {
            Title = Half,
            Subtitle = Half,
            NameType = Half,
            CountName = Half,
            Notes = Half,
        }));

        browser.Click("work");

        Assert.Equal("x\uFFFD", browser.Text("title"));
        Assert.Equal("x\uFFFD work (50 x\uFFFD, 50.00%)", browser.Text("details"));
    }

    [Theory]
    [InlineData("CPU (ms)")]
    [InlineData("ms (of 3)")]
    public void A_count_name_with_brackets_does_not_appear_in_labels(string countName)
    {
        browser.Open(Graphs.Draw(Graphs.Small, new FlameGraphOptions { CountName = countName }));

        browser.Click("work");

        Assert.Equal("leaf", browser.Label("leaf"));
    }

    [Fact]
    public void A_hostile_address_runs_no_script_and_causes_no_errors()
    {
        string hostile = Uri.EscapeDataString("</text><script>window.hit=1</script>");
        browser.Open(
            Graphs.Draw(Graphs.Small),
            $"?__proto__=1&constructor=2&x={hostile}&y=%00&s={hostile}&toString=3&=4&%E0%A4%A=5");

        browser.Click("work");

        Assert.Equal("10.0 1180.0", browser.Frame("work"));
        Assert.Equal("Matched: 0%", browser.Text("matched"));
        Assert.True(browser.Run<bool>("return window.hit === undefined;"));
        Assert.Empty(browser.Errors());
    }

    // The titles of all frames except the root.
    private IEnumerable<string> Titles() => browser.Run<IReadOnlyCollection<object>>(
        """
        const titles = document.querySelectorAll("#frames > g:not(:first-child) > title");
        return [...titles].map(t => t.textContent);
        """).Cast<string>();

    private static string Quoted(string text) => System.Text.Json.JsonSerializer.Serialize(text);
}
