using OpenQA.Selenium;
using Refold.Formats.FlameGraph;
using Refold.Testing;
using Xunit;

namespace Refold.Formats.Tests.FlameGraph;

/// <summary>What a graph does in a real browser.</summary>
/// <remarks>
/// The graph of most tests, 100 samples on 1180 pixels:
/// <code>
///     leaf 30 ─ other 10
///     work 50 ──────────  Idle 20
///     main 70 ───────────────────  rest 30
/// </code>
/// </remarks>
public sealed class FlameGraphBrowserTests(Browser browser) : IClassFixture<Browser>
{
    private static readonly Profile Small = Stacks.Of(
        "main;Idle 20", "main;work;leaf 30", "main;work;other 10", "main;work 10", "rest 30");

    [Fact]
    public void A_click_makes_a_frame_fill_the_width_and_dims_what_called_it()
    {
        browser.Open(Draw(Small));

        browser.Click("work");

        Assert.Equal("10.0 1180.0", browser.Frame("work"));
        Assert.Equal("10.0 1180.0 parent", browser.Frame("main"));
        Assert.Equal("10.0 1180.0 parent", browser.Frame("all"));
        Assert.Equal("246.0 708.0", browser.Frame("leaf"));
        Assert.Equal("954.0 236.0", browser.Frame("other"));
        Assert.Equal("hidden", browser.Frame("Idle"));
        Assert.Equal("hidden", browser.Frame("rest"));
    }

    [Fact]
    public void A_click_on_a_dimmed_frame_zooms_out_to_it()
    {
        browser.Open(Draw(Small));
        browser.Click("leaf");

        browser.Click("main");

        Assert.Equal("10.0 1180.0", browser.Frame("main"));
        Assert.Equal("347.1 842.9", browser.Frame("work"));
        Assert.Equal("10.0 1180.0 parent", browser.Frame("all"));
        Assert.Equal("hidden", browser.Frame("rest"));
    }

    [Fact]
    public void Resetting_brings_back_every_attribute_and_label()
    {
        browser.Open(Draw(Small));
        string before = Frames();
        Assert.Equal("", browser.Text("unzoom"));
        browser.Click("leaf");
        Assert.NotEqual(before, Frames());
        Assert.Equal("Reset Zoom", browser.Text("unzoom"));

        browser.ClickText("unzoom");

        Assert.Equal(before, Frames());
        Assert.Equal("", browser.Text("unzoom"));
    }

    [Fact]
    public void A_click_on_the_root_resets_as_well()
    {
        browser.Open(Draw(Small));
        browser.Click("leaf");

        browser.Click("all");

        Assert.Equal("10.0 826.0", browser.Frame("main"));
        Assert.Equal("", browser.Query());
    }

    [Fact]
    public void Zooming_far_uses_exact_sizes_not_rounded_pixels()
    {
        // At first "tiny" takes 1.18 pixels, and each of its children a third of that.
        browser.Open(Draw(Stacks.Of("big 29970", "tiny;a 10", "tiny;b 10", "tiny;c 10")));

        browser.Run<object?>("zoom([...document.getElementById('frames').children].find("
            + "g => g.querySelector('title').textContent.startsWith('tiny'))); return null;");

        Assert.Equal("10.0 393.3", browser.Frame("a"));
        Assert.Equal("403.3 393.3", browser.Frame("b"));
        Assert.Equal("796.7 393.3", browser.Frame("c"));
    }

    [Fact]
    public void Labels_come_and_go_with_the_room_for_them()
    {
        browser.Open(Draw(Stacks.Of("big 990", "a_rather_long_name;inside 10")));
        Assert.Equal("", Label("a_rather_long_name"));

        browser.Click("a_rather_long_name");

        Assert.Equal("a_rather_long_name", Label("a_rather_long_name"));
        Assert.Equal("inside", Label("inside"));
    }

    [Fact]
    public void A_search_colours_matches_and_counts_what_lies_over_them_once()
    {
        browser.Open(Draw(Small));

        Search("^(work|leaf|rest) ");

        Assert.Equal("Matched: 80.0%", browser.Text("matched"));
        Assert.Equal("rgb(230,0,230)", Fill("leaf"));
        Assert.NotEqual("rgb(230,0,230)", Fill("main"));
        Assert.Equal("Reset Search", browser.Text("search"));
    }

    [Fact]
    public void Resetting_a_search_gives_the_colours_back()
    {
        browser.Open(Draw(Small));
        string before = Frames();
        Search("work");

        browser.ClickText("search");

        Assert.Equal(before, Frames());
        Assert.Equal("", browser.Text("matched"));
        Assert.Equal("Search", browser.Text("search"));
        Assert.Equal("", browser.Query());
    }

    [Fact]
    public void Within_a_zoom_the_matched_percentage_is_of_what_is_seen()
    {
        browser.Open(Draw(Small));
        Search("leaf");
        Assert.Equal("Matched: 30.0%", browser.Text("matched"));

        browser.Click("work");

        Assert.Equal("Matched: 60.0%", browser.Text("matched"));
    }

    [Fact]
    public void A_search_goes_on_while_one_types()
    {
        browser.Open(Draw(Small));
        browser.PressControl("f");

        browser.Press("lea");
        Thread.Sleep(500);

        Assert.Equal("Matched: 30.0%", browser.Text("matched"));
        Assert.Equal("lea", browser.Run<string>("return document.querySelector('#searchbox').firstChild.value;"));
    }

    [Fact]
    public void Escape_in_the_search_box_takes_the_search_back()
    {
        browser.Open(Draw(Small));
        browser.Press(Keys.F3);
        browser.Press("lea");
        Thread.Sleep(500);

        browser.Press(Keys.Escape);

        Assert.Equal("", browser.Text("matched"));
        Assert.True(browser.Run<bool>("return document.querySelector('#searchbox') === null;"));
    }

    [Fact]
    public void A_pattern_that_is_no_regular_expression_is_said_to_be_bad()
    {
        browser.Open(Draw(Small));

        Search("(");

        Assert.Equal("Bad pattern", browser.Text("matched"));
    }

    [Fact]
    public void Case_matters_until_control_I_is_pressed()
    {
        browser.Open(Draw(Small));
        Search("idle");
        Assert.Equal("Matched: 0%", browser.Text("matched"));

        browser.PressControl("i");
        Assert.Equal("Matched: 20.0%", browser.Text("matched"));

        browser.ClickText("ignorecase");
        Assert.Equal("Matched: 0%", browser.Text("matched"));
    }

    [Fact]
    public void The_address_keeps_zoom_and_search()
    {
        string svg = Draw(Small);
        browser.Open(svg);
        browser.Click("work");
        Search("leaf|other");
        string query = browser.Query();
        Assert.Equal("?x=246.0&y=53&s=leaf%7Cother", query);

        browser.Open(svg, query);

        Assert.Equal("10.0 1180.0", browser.Frame("work"));
        Assert.Equal("Matched: 80.0%", browser.Text("matched"));
    }

    [Fact]
    public void An_address_that_names_no_frame_shows_all()
    {
        browser.Open(Draw(Small), "?x=1.0&y=2&s=%E0%A4%A");

        Assert.Equal("10.0 826.0", browser.Frame("main"));
    }

    [Fact]
    public void The_frame_under_the_pointer_is_told()
    {
        browser.Open(Draw(Small));

        new OpenQA.Selenium.Interactions.Actions(browser.Page)
            .MoveToElement(browser.Page.FindElement(By.CssSelector("#frames > g:nth-child(2) > rect"))).Perform();

        Assert.Equal("Function: main (70 samples, 70.00%)", browser.Text("details"));
    }

    [Fact]
    public void Arrow_keys_walk_over_the_picture_and_Enter_zooms()
    {
        browser.Open(Draw(Small));
        browser.Run<object?>("document.querySelector('#frames > g').focus(); return null;");
        Assert.Equal("all", Focused());

        browser.Press(Keys.ArrowUp);
        Assert.Equal("main", Focused());
        browser.Press(Keys.ArrowRight);
        Assert.Equal("rest", Focused());
        browser.Press(Keys.ArrowLeft, Keys.ArrowUp);
        Assert.Equal("work", Focused());
        Assert.Equal("Function: work (50 samples, 50.00%)", browser.Text("details"));
        browser.Press(Keys.ArrowLeft);
        Assert.Equal("Idle", Focused());
        browser.Press(Keys.ArrowDown);
        Assert.Equal("main", Focused());

        browser.Press(Keys.ArrowUp, Keys.Enter);
        Assert.Equal("10.0 1180.0", browser.Frame("work"));

        browser.Press(Keys.Escape);
        Assert.Equal("10.0 826.0", browser.Frame("main"));
    }

    [Fact]
    public void In_an_icicle_graph_down_leads_away_from_the_root()
    {
        browser.Open(Draw(Small, new FlameGraphOptions { Inverted = true }));
        browser.Run<object?>("document.querySelector('#frames > g').focus(); return null;");

        browser.Press(Keys.ArrowDown, Keys.ArrowDown);

        Assert.Equal("work", Focused());
    }

    [Fact]
    public void An_icicle_graph_zooms_too()
    {
        browser.Open(Draw(Small, new FlameGraphOptions { Inverted = true }));

        browser.Click("work");

        Assert.Equal("10.0 1180.0", browser.Frame("work"));
        Assert.Equal("10.0 1180.0 parent", browser.Frame("main"));
        Assert.Equal("246.0 708.0", browser.Frame("leaf"));
    }

    [Fact]
    public void The_keyboard_reaches_the_words_around_the_frames()
    {
        browser.Open(Draw(Small));
        browser.Run<object?>("document.getElementById('ignorecase').focus(); return null;");

        browser.Press(Keys.Space);

        Assert.Equal("true", browser.Run<string>(
            "return document.getElementById('ignorecase').getAttribute('aria-pressed');"));
    }

    [Fact]
    public void Names_are_text_whatever_they_look_like()
    {
        string[] names =
        [
            "<script>window.hit=1</script>", "</title><script>window.hit=1</script>", "\" onclick=\"window.hit=1",
            "]]><script>window.hit=1</script>", "&lt<b>&amp", "<img src=x onerror=window.hit=1>", "\u0001\u001b[31m",
            "a'b\"c", "</svg><script>window.hit=1</script>", "--><script>window.hit=1</script>",
        ];
        browser.Open(Draw(Stacks.Of([.. names.Select(n => n + " 10")])));

        browser.ClickText("title");
        foreach (IWebElement rect in browser.Page.FindElements(By.CssSelector("#frames > g:not(:first-child) > rect")))
        {
            rect.Click();
            browser.ClickText("unzoom");
        }

        Assert.True(browser.Run<bool>("return window.hit === undefined;"));
        Assert.Equal(1L, browser.Run<long>("return document.getElementsByTagName('script').length;"));
        Assert.Equal(
            names.Select(n => n.Replace("\u0001", "\uFFFD").Replace("\u001b", "\uFFFD") + " (10 samples, 10.00%)").Order(),
            browser.Run<IReadOnlyCollection<object>>(
                "return [...document.querySelectorAll('#frames > g:not(:first-child) > title')].map(t => t.textContent);")
                .Cast<string>().Order());
    }

    [Fact]
    public void Options_are_text_whatever_they_look_like()
    {
        string hostile = "</script>]]></title>--><script>window.hit=1</script>\"';";
        browser.Open(Draw(Small, new FlameGraphOptions
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
    public void Inline_in_a_page_two_graphs_do_not_disturb_each_other()
    {
        string svg = Draw(Small)[Draw(Small).IndexOf("<svg", StringComparison.Ordinal)..];
        browser.OpenFile("page.html", $"<!DOCTYPE html><p>before</p>{svg}<p>between</p>{svg}<p>after</p>");

        browser.Page.FindElements(By.CssSelector("svg"))[1].FindElement(By.CssSelector("#frames > g:nth-child(2) > rect")).Click();

        Assert.Equal("826.0,1180.00", browser.Run<string>(
            "return [...document.querySelectorAll('#frames > g:nth-child(2) > rect')].map(r => r.getAttribute('width')) + '';"));
        Assert.Equal(3L, browser.Run<long>("return document.querySelectorAll('p').length;"));
    }

    [Fact]
    public void In_a_sandboxed_frame_searching_still_works()
    {
        string data = Uri.EscapeDataString(Draw(Small));
        browser.OpenFile(
            "page.html",
            $"<!DOCTYPE html><iframe sandbox='allow-scripts' width=1250 height=300 src='data:image/svg+xml,{data}'></iframe>");
        browser.Page.SwitchTo().Frame(0);

        browser.ClickText("search");
        browser.Press("leaf", Keys.Enter);

        Assert.Equal("Matched: 30.0%", browser.Text("matched"));
        browser.Page.SwitchTo().DefaultContent();
    }

    [Fact]
    public void In_the_dark_the_background_is_dark_and_the_frames_stay()
    {
        browser.Open(Draw(Small));
        string light = Look();
        Media("dark");

        string dark = Look();

        Media("light");
        Assert.Equal("rgb(238, 238, 238) rgb(0, 0, 0) rgb(0, 0, 0)", light);
        Assert.Equal("rgb(30, 30, 32) rgb(225, 225, 225) rgb(0, 0, 0)", dark);
        Assert.Equal(light, Look());
    }

    [Fact]
    public void A_fluid_graph_is_as_wide_as_its_window()
    {
        browser.Open(Draw(Small, new FlameGraphOptions { Fluid = true }));
        long window = browser.Run<long>("return window.innerWidth;");
        Assert.NotEqual(1200, window);

        string root = browser.Frame("all");

        Assert.Equal(FormattableString.Invariant($"10.0 {window - 20:F1}"), root);
        Assert.Equal(window, browser.Run<long>("return +document.documentElement.getAttribute('width');"));
    }

    [Fact]
    public void Links_of_names_are_followed_only_without_the_control_key()
    {
        string file = Path.GetTempFileName();
        File.WriteAllText(file, "work\thref=#there\tclass=slow\n");

        browser.Open(Draw(Small, new FlameGraphOptions { NameAttributeFile = file }));
        browser.Click("work");

        File.Delete(file);
        Assert.Equal("#there", browser.Run<string>("return location.hash;"));
        Assert.Equal("10.0 826.0", browser.Frame("main"));
        Assert.Equal("slow", browser.Page.FindElement(By.CssSelector("#frames > a")).GetAttribute("class"));
    }

    private static string Draw(Profile profile, FlameGraphOptions? options = null) =>
        new FlameGraphWriter(options).WriteText(profile);

    private void Search(string pattern)
    {
        browser.ClickText("search");
        browser.Press(pattern, Keys.Enter);
    }

    private string Frames() => browser.Run<string>(
        "return [...document.getElementById('frames').children].map(g => g.innerHTML + g.classList).join('');");

    private string Label(string name) => OfFrame(name, "querySelector('text').textContent");

    private string Fill(string name) => OfFrame(name, "querySelector('rect').getAttribute('fill')");

    private string OfFrame(string name, string what) => browser.Run<string>(
        "return [...document.getElementById('frames').children].find("
        + $"g => g.querySelector('title').textContent.startsWith('{name} (')).{what};");

    private string Focused() => browser.Run<string>(
        "return document.activeElement.querySelector('title').textContent.split(' (')[0];");

    private string Look() => browser.Run<string>(
        """
        const color = (selector, name) => getComputedStyle(document.querySelector(selector))[name];
        return [color("#background stop", "stopColor"), color("#title", "fill"), color("#frames text", "fill")].join(" ");
        """);

    private void Media(string scheme) => browser.Page.ExecuteCdpCommand(
        "Emulation.setEmulatedMedia",
        new Dictionary<string, object?>
        {
            ["features"] = new[] { new Dictionary<string, object> { ["name"] = "prefers-color-scheme", ["value"] = scheme } },
        });
}
