using System.Drawing;
using System.Text.RegularExpressions;
using OpenQA.Selenium;
using Refold.Formats.FlameGraph;
using Xunit;

namespace Refold.Formats.Tests.FlameGraph;

/// <summary>Graphs as files, inside pages and as images, with light and dark colours and several widths.</summary>
[Collection<BrowserTests>]
public sealed class FlameGraphBrowserPageTests(Browser browser)
{
    [Fact]
    public void Two_graphs_in_one_page_are_independent()
    {
        string svg = Graphs.Draw(Graphs.Small)[Graphs.Draw(Graphs.Small).IndexOf("<svg", StringComparison.Ordinal)..];
        browser.OpenFile("page.html", $"<!DOCTYPE html><p>before</p>{svg}<p>between</p>{svg}<p>after</p>");

        IWebElement second = browser.Page.FindElements(By.CssSelector("svg"))[1];
        second.FindElement(By.CssSelector("#frames > g:nth-child(2) > rect")).Click();

        Assert.Equal("826.0,1180.00", browser.Run<string>(
            """
            const rects = document.querySelectorAll("#frames > g:nth-child(2) > rect");
            return [...rects].map(r => r.getAttribute("width")) + "";
            """));
        Assert.Equal(3L, browser.Run<long>("return document.querySelectorAll('p').length;"));
    }

    [Fact]
    public void Search_works_in_a_sandboxed_frame()
    {
        string data = Uri.EscapeDataString(Graphs.Draw(Graphs.Small));
        browser.OpenFile(
            "page.html",
            "<!DOCTYPE html><iframe sandbox='allow-scripts' width=1250 height=300 "
                + $"src='data:image/svg+xml,{data}'></iframe>");
        browser.Page.SwitchTo().Frame(0);

        browser.ClickText("search");
        browser.Press("leaf", Keys.Enter);

        Assert.Equal("Matched: 30.0%", browser.Text("matched"));
        browser.Page.SwitchTo().DefaultContent();
    }

    [Fact]
    public void With_a_dark_colour_scheme_only_the_background_and_its_texts_change()
    {
        browser.Open(Graphs.Draw(Graphs.Small));
        string light = browser.Look();
        browser.Media("dark");

        string dark = browser.Look();

        browser.Media("light");
        Assert.Equal("rgb(238, 238, 238) rgb(0, 0, 0) rgb(0, 0, 0)", light);
        Assert.Equal("rgb(30, 30, 32) rgb(225, 225, 225) rgb(0, 0, 0)", dark);
        Assert.Equal(light, browser.Look());
    }

    [Fact]
    public void A_fluid_graph_has_the_width_of_its_window()
    {
        browser.Open(Graphs.Draw(Graphs.Small, new FlameGraphOptions { Fluid = true }));
        long window = browser.Run<long>("return window.innerWidth;");
        Assert.NotEqual(1200, window);

        string root = browser.Frame("all");

        Assert.Equal(FormattableString.Invariant($"10.0 {window - 20:F1}"), root);
        Assert.Equal(window, browser.Run<long>("return +document.documentElement.getAttribute('width');"));
    }

    [Fact]
    public void A_click_on_a_name_with_a_link_follows_the_link()
    {
        string file = Path.GetTempFileName();
        File.WriteAllText(file, "work\thref=#there\tclass=slow\n");

        browser.Open(Graphs.Draw(Graphs.Small, new FlameGraphOptions { NameAttributeFile = file }));
        browser.Click("work");

        File.Delete(file);
        Assert.Equal("#there", browser.Run<string>("return location.hash;"));
        Assert.Equal("10.0 826.0", browser.Frame("main"));
        Assert.Equal("slow", browser.Page.FindElement(By.CssSelector("#frames > a")).GetAttribute("class"));
    }

    [Fact]
    public void As_an_image_a_graph_has_its_size_and_colours()
    {
        string svg = Graphs.Draw(Graphs.Small);
        string color = Regex.Match(svg, @"<title>rest .*?fill=""(rgb[^""]*)""").Groups[1].Value;
        browser.OpenFile("page.html", $"<!DOCTYPE html><img src='data:image/svg+xml,{Uri.EscapeDataString(svg)}'>");

        string seen = (string)browser.Page.ExecuteAsyncScript(
            """
            const image = document.querySelector("img"), done = arguments[arguments.length - 1];
            image.decode().then(() => {
                const pen = document.createElement("canvas").getContext("2d");
                pen.canvas.width = image.naturalWidth;
                pen.canvas.height = image.naturalHeight;
                pen.drawImage(image, 0, 0);
                const [r, g, b] = pen.getImageData(1100, 74, 1, 1).data;
                done(`${image.naturalWidth} x ${image.naturalHeight} rgb(${r},${g},${b})`);
            }, e => done(String(e)));
            """)!;

        Assert.Equal("1200 x 134 " + color, seen);
    }

    [Fact]
    public void As_an_image_from_a_file_a_graph_is_shown_and_runs_no_script()
    {
        browser.Open(Graphs.Draw(Stacks.Parse("<script>top.hit=1</script> 10")));
        browser.OpenFile("page.html", "<!DOCTYPE html><img src='graph.svg' width=600>");
        browser.Errors();

        string size = (string)browser.Page.ExecuteAsyncScript(
            """
            const image = document.querySelector("img"), done = arguments[arguments.length - 1];
            image.decode().then(() => done(`${image.width} x ${image.height}`), e => done(String(e)));
            """)!;

        Assert.Equal("600 x 51", size);
        Assert.True(browser.Run<bool>("return window.hit === undefined;"));
        Assert.Empty(browser.Errors());
    }

    [Fact]
    public void As_a_file_a_graph_causes_no_errors_on_the_console()
    {
        browser.Open(Graphs.Draw(Graphs.Small), "?x=10.0&y=69&s=leaf");
        browser.Click("work");
        browser.ClickText("unzoom");
        browser.ClickText("search");

        Assert.Equal("image/svg+xml", browser.Run<string>("return document.contentType;"));
        Assert.Equal("file:", browser.Run<string>("return location.protocol;"));
        Assert.Empty(browser.Errors());
    }

    [Fact]
    public void A_given_background_is_kept_with_a_dark_colour_scheme()
    {
        browser.Open(Graphs.Draw(Graphs.Small, new FlameGraphOptions { Background = "#ffeedd" }));
        browser.Media("dark");

        string look = browser.Look();

        browser.Media("light");
        Assert.Equal("rgb(255, 238, 221) rgb(0, 0, 0) rgb(0, 0, 0)", look);
    }

    [Fact]
    public void A_dark_theme_on_a_given_background_has_light_texts()
    {
        browser.Open(Graphs.Draw(
            Graphs.Small, new FlameGraphOptions { Background = "#203040", Theme = FlameGraphTheme.Dark }));

        Assert.Equal("rgb(32, 48, 64) rgb(225, 225, 225) rgb(0, 0, 0)", browser.Look());
    }

    [Fact]
    public void A_fluid_graph_follows_its_window_and_keeps_its_zoom()
    {
        browser.Open(Graphs.Draw(Graphs.Small, new FlameGraphOptions { Fluid = true }));
        browser.Click("work");
        Size size = browser.Page.Manage().Window.Size;

        browser.Page.Manage().Window.Size = new Size(700, size.Height);
        long narrow = browser.Run<long>("return window.innerWidth;");
        WaitFor($"return document.documentElement.getAttribute('width') === '{narrow}';");
        string work = browser.Frame("work");
        string leaf = browser.Frame("leaf");
        string words = browser.Run<string>("return ['search', 'ignorecase', 'matched'].map("
            + "id => innerWidth - document.getElementById(id).getAttribute('x')).join(' ');");

        browser.Page.Manage().Window.Size = size;
        Assert.True(narrow < 800, $"The window is {narrow} wide.");
        Assert.Equal(FormattableString.Invariant($"10.0 {narrow - 20:F1}"), work);
        Assert.Equal(FormattableString.Invariant($"{10 + (narrow - 20) * 0.2:F1} {(narrow - 20) * 0.6:F1}"), leaf);
        Assert.Equal("110 26 110", words);
    }

    [Fact]
    public void A_graph_of_fixed_width_does_not_depend_on_its_window()
    {
        browser.Open(Graphs.Draw(Graphs.Small));
        string before = browser.Frames();
        Size size = browser.Page.Manage().Window.Size;

        browser.Page.Manage().Window.Size = new Size(700, size.Height);
        string after = browser.Frames() + browser.Run<string>("return document.documentElement.getAttribute('width');");

        browser.Page.Manage().Window.Size = size;
        Assert.Equal(before + "1200", after);
    }

    [Theory]
    [InlineData(8)]
    [InlineData(12)]
    [InlineData(18)]
    [InlineData(30)]
    public void The_texts_at_the_right_do_not_overlap_at_any_font_size(double fontSize)
    {
        browser.Open(Graphs.Draw(Graphs.Small, new FlameGraphOptions { FontSize = fontSize }));

        browser.Search("leaf");

        Assert.True(browser.Run<bool>(
            """
            const box = id => document.getElementById(id).getBBox(), end = b => b.x + b.width;
            const search = box("search"), ic = box("ignorecase"), matched = box("matched");
            return end(search) < ic.x && end(ic) <= 1200 && end(matched) <= 1200;
            """));
    }

    private void WaitFor(string condition)
    {
        for (int tries = 0; tries < 100 && !browser.Run<bool>(condition); tries++)
        {
            Thread.Sleep(20);
        }

        Assert.True(browser.Run<bool>(condition), condition);
    }
}
