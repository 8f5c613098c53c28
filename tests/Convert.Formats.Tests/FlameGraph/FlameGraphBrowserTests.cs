using OpenQA.Selenium;
using Refold.Formats.FlameGraph;
using Xunit;

namespace Refold.Formats.Tests.FlameGraph;

/// <summary>Zoom, search, address and keyboard in a real browser.</summary>
[Collection<BrowserTests>]
public sealed class FlameGraphBrowserTests(Browser browser)
{
    [Fact]
    public void A_click_zooms_to_a_frame_and_dims_its_callers()
    {
        browser.Open(Graphs.Draw(Graphs.Small));

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
        browser.Open(Graphs.Draw(Graphs.Small));
        browser.Click("leaf");

        browser.Click("main");

        Assert.Equal("10.0 1180.0", browser.Frame("main"));
        Assert.Equal("347.1 842.9", browser.Frame("work"));
        Assert.Equal("10.0 1180.0 parent", browser.Frame("all"));
        Assert.Equal("hidden", browser.Frame("rest"));
    }

    [Fact]
    public void Resetting_the_zoom_restores_every_attribute_and_label()
    {
        browser.Open(Graphs.Draw(Graphs.Small));
        string before = browser.Frames();
        Assert.Equal("", browser.Text("unzoom"));
        browser.Click("leaf");
        Assert.NotEqual(before, browser.Frames());
        Assert.Equal("Reset Zoom", browser.Text("unzoom"));

        browser.ClickText("unzoom");

        Assert.Equal(before, browser.Frames());
        Assert.Equal("", browser.Text("unzoom"));
    }

    [Fact]
    public void A_click_on_the_root_resets_the_zoom()
    {
        browser.Open(Graphs.Draw(Graphs.Small));
        browser.Click("leaf");

        browser.Click("all");

        Assert.Equal("10.0 826.0", browser.Frame("main"));
        Assert.Equal("", browser.Query());
    }

    [Fact]
    public void Zooming_uses_exact_sizes_not_rounded_pixels()
    {
        // Before the zoom "tiny" is 1.18 pixels wide, and each of its callees a third of that.
        browser.Open(Graphs.Draw(Stacks.Parse("big 29970", "tiny;a 10", "tiny;b 10", "tiny;c 10")));

        browser.Run<object?>("zoom([...document.getElementById('frames').children].find("
            + "g => g.querySelector('title').textContent.startsWith('tiny'))); return null;");

        Assert.Equal("10.0 393.3", browser.Frame("a"));
        Assert.Equal("403.3 393.3", browser.Frame("b"));
        Assert.Equal("796.7 393.3", browser.Frame("c"));
    }

    [Fact]
    public void Labels_appear_when_a_zoom_makes_room_for_them()
    {
        browser.Open(Graphs.Draw(Stacks.Parse("big 990", "a_rather_long_name;inside 10")));
        Assert.Equal("", browser.Label("a_rather_long_name"));

        browser.Click("a_rather_long_name");

        Assert.Equal("a_rather_long_name", browser.Label("a_rather_long_name"));
        Assert.Equal("inside", browser.Label("inside"));
    }

    [Fact]
    public void A_search_colours_matches_and_counts_nested_matches_once()
    {
        browser.Open(Graphs.Draw(Graphs.Small));

        browser.Search("^(work|leaf|rest) ");

        Assert.Equal("Matched: 80.0%", browser.Text("matched"));
        Assert.Equal("rgb(230,0,230)", browser.Fill("leaf"));
        Assert.NotEqual("rgb(230,0,230)", browser.Fill("main"));
        Assert.Equal("Reset Search", browser.Text("search"));
    }

    [Fact]
    public void Resetting_a_search_restores_the_colours()
    {
        browser.Open(Graphs.Draw(Graphs.Small));
        string before = browser.Frames();
        browser.Search("work");

        browser.ClickText("search");

        Assert.Equal(before, browser.Frames());
        Assert.Equal("", browser.Text("matched"));
        Assert.Equal("Search", browser.Text("search"));
        Assert.Equal("", browser.Query());
    }

    [Fact]
    public void The_matched_percentage_is_relative_to_the_visible_width()
    {
        browser.Open(Graphs.Draw(Graphs.Small));
        browser.Search("leaf");
        Assert.Equal("Matched: 30.0%", browser.Text("matched"));

        browser.Click("work");

        Assert.Equal("Matched: 60.0%", browser.Text("matched"));
    }

    [Fact]
    public void A_search_runs_while_the_pattern_is_typed()
    {
        browser.Open(Graphs.Draw(Graphs.Small));
        browser.PressControl("f");

        browser.Press("lea");
        Thread.Sleep(500);

        Assert.Equal("Matched: 30.0%", browser.Text("matched"));
        Assert.Equal("lea", browser.Run<string>("return document.querySelector('#searchbox').firstChild.value;"));
    }

    [Fact]
    public void Escape_in_the_search_box_cancels_the_search()
    {
        browser.Open(Graphs.Draw(Graphs.Small));
        browser.Press(Keys.F3);
        browser.Press("lea");
        Thread.Sleep(500);

        browser.Press(Keys.Escape);

        Assert.Equal("", browser.Text("matched"));
        Assert.True(browser.Run<bool>("return document.querySelector('#searchbox') === null;"));
    }

    [Fact]
    public void A_pattern_that_is_not_a_regular_expression_is_reported()
    {
        browser.Open(Graphs.Draw(Graphs.Small));

        browser.Search("(");

        Assert.Equal("Bad pattern", browser.Text("matched"));
    }

    [Fact]
    public void Case_matters_until_control_I_is_pressed()
    {
        browser.Open(Graphs.Draw(Graphs.Small));
        browser.Search("idle");
        Assert.Equal("Matched: 0%", browser.Text("matched"));

        browser.PressControl("i");
        Assert.Equal("Matched: 20.0%", browser.Text("matched"));

        browser.ClickText("ignorecase");
        Assert.Equal("Matched: 0%", browser.Text("matched"));
    }

    [Fact]
    public void The_address_keeps_zoom_and_search()
    {
        string svg = Graphs.Draw(Graphs.Small);
        browser.Open(svg);
        browser.Click("work");
        browser.Search("leaf|other");
        string query = browser.Query();
        Assert.Equal("?x=246.0&y=53&s=leaf%7Cother", query);

        browser.Open(svg, query);

        Assert.Equal("10.0 1180.0", browser.Frame("work"));
        Assert.Equal("Matched: 80.0%", browser.Text("matched"));
    }

    [Fact]
    public void An_address_without_a_valid_frame_shows_all()
    {
        browser.Open(Graphs.Draw(Graphs.Small), "?x=1.0&y=2&s=%E0%A4%A");

        Assert.Equal("10.0 826.0", browser.Frame("main"));
    }

    [Fact]
    public void The_title_of_the_frame_under_the_pointer_is_shown()
    {
        browser.Open(Graphs.Draw(Graphs.Small));

        new OpenQA.Selenium.Interactions.Actions(browser.Page)
            .MoveToElement(browser.Page.FindElement(By.CssSelector("#frames > g:nth-child(2) > rect"))).Perform();

        Assert.Equal("Function: main (70 samples, 70.00%)", browser.Text("details"));
    }

    [Fact]
    public void Arrow_keys_move_the_focus_and_Enter_zooms()
    {
        browser.Open(Graphs.Draw(Graphs.Small));
        browser.Run<object?>("document.querySelector('#frames > g').focus(); return null;");
        Assert.Equal("all", browser.Focused());

        browser.Press(Keys.ArrowUp);
        Assert.Equal("main", browser.Focused());
        browser.Press(Keys.ArrowRight);
        Assert.Equal("rest", browser.Focused());
        browser.Press(Keys.ArrowLeft, Keys.ArrowUp);
        Assert.Equal("work", browser.Focused());
        Assert.Equal("Function: work (50 samples, 50.00%)", browser.Text("details"));
        browser.Press(Keys.ArrowLeft);
        Assert.Equal("Idle", browser.Focused());
        browser.Press(Keys.ArrowDown);
        Assert.Equal("main", browser.Focused());

        browser.Press(Keys.ArrowUp, Keys.Enter);
        Assert.Equal("10.0 1180.0", browser.Frame("work"));

        browser.Press(Keys.Escape);
        Assert.Equal("10.0 826.0", browser.Frame("main"));
    }

    [Fact]
    public void In_an_inverted_graph_the_down_key_moves_to_the_callees()
    {
        browser.Open(Graphs.Draw(Graphs.Small, new FlameGraphOptions { Inverted = true }));
        browser.Run<object?>("document.querySelector('#frames > g').focus(); return null;");

        browser.Press(Keys.ArrowDown, Keys.ArrowDown);

        Assert.Equal("work", browser.Focused());
    }

    [Fact]
    public void An_inverted_graph_zooms()
    {
        browser.Open(Graphs.Draw(Graphs.Small, new FlameGraphOptions { Inverted = true }));

        browser.Click("work");

        Assert.Equal("10.0 1180.0", browser.Frame("work"));
        Assert.Equal("10.0 1180.0 parent", browser.Frame("main"));
        Assert.Equal("246.0 708.0", browser.Frame("leaf"));
    }

    [Fact]
    public void The_keyboard_reaches_the_texts_around_the_frames()
    {
        browser.Open(Graphs.Draw(Graphs.Small));
        browser.Run<object?>("document.getElementById('ignorecase').focus(); return null;");

        browser.Press(Keys.Space);

        Assert.Equal("true", browser.Run<string>(
            "return document.getElementById('ignorecase').getAttribute('aria-pressed');"));
    }
}
