using OpenQA.Selenium;
using OpenQA.Selenium.Chrome;
using Refold.Testing;

namespace Refold.Formats.Tests.FlameGraph;

/// <summary>A headless Chromium; tests that use it are skipped where it is not installed.</summary>
public sealed class Browser : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("refold-browser-").FullName;
    private ChromeDriver? _driver;

    /// <summary>The open page.</summary>
    internal ChromeDriver Page => _driver!;

    /// <summary>Opens a graph from a file, or skips the test if there is no browser.</summary>
    /// <param name="svg">The graph.</param>
    /// <param name="query">The query of the address: <c>?s=leaf</c>.</param>
    internal void Open(string svg, string query = "") => OpenFile("graph.svg", svg, query);

    /// <summary>Opens a file, or skips the test if there is no browser.</summary>
    internal void OpenFile(string name, string text, string query = "")
    {
        Start();
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        Page.Navigate().GoToUrl(new Uri(path).AbsoluteUri + query);
    }

    /// <summary>Runs a script in the page and returns its result.</summary>
    internal T Run<T>(string script) => (T)Page.ExecuteScript(script)!;

    /// <summary>
    /// Returns the rectangle of the frame with a name: <c>246.0 590.0</c>, with <c> parent</c> if it is dimmed;
    /// <c>hidden</c> or <c>missing</c> if it is not shown.
    /// </summary>
    internal string Frame(string name) => Run<string>(
        $$"""
        for (const g of document.getElementById("frames").children) {
            if (!g.querySelector("title").textContent.startsWith("{{name}} (")) continue;
            if (getComputedStyle(g).display === "none") return "hidden";
            const r = g.querySelector("rect");
            return (+r.getAttribute("x")).toFixed(1) + " " + (+r.getAttribute("width")).toFixed(1)
                + (g.classList.contains("parent") ? " parent" : "");
        }
        return "missing";
        """);

    /// <summary>Clicks on the frame with a name.</summary>
    internal void Click(string name) =>
        Page.FindElement(By.XPath(
            $"//*[@id='frames']/*[*[name()='title'][starts-with(., '{name} (')]]/*[name()='rect']")).Click();

    /// <summary>Clicks on a text around the frames.</summary>
    internal void ClickText(string id) => Page.FindElement(By.Id(id)).Click();

    /// <summary>Returns a text around the frames; empty if it is hidden.</summary>
    internal string Text(string id) => Run<string>(
        $$"""
        const e = document.getElementById("{{id}}");
        return getComputedStyle(e).display === "none" ? "" : e.textContent;
        """);

    /// <summary>Returns the query of the address.</summary>
    internal string Query() => Run<string>("return location.search;");

    /// <summary>Presses keys on the focused element.</summary>
    internal void Press(params string[] keys) =>
        new OpenQA.Selenium.Interactions.Actions(Page).SendKeys(string.Concat(keys)).Perform();

    /// <summary>Presses a key while the control key is down.</summary>
    internal void PressControl(string key) => new OpenQA.Selenium.Interactions.Actions(Page)
        .KeyDown(Keys.Control).SendKeys(key).KeyUp(Keys.Control).Perform();

    /// <summary>Opens the search box and types a pattern.</summary>
    internal void Search(string pattern)
    {
        ClickText("search");
        Press(pattern, Keys.Enter);
    }

    /// <summary>Returns the markup and classes of all frames.</summary>
    internal string Frames() => Run<string>(
        "return [...document.getElementById('frames').children].map(g => g.innerHTML + g.classList).join('');");

    /// <summary>Returns the label of the frame with a name.</summary>
    internal string Label(string name) => OfFrame(name, "querySelector('text').textContent");

    /// <summary>Returns the colour of the frame with a name.</summary>
    internal string Fill(string name) => OfFrame(name, "querySelector('rect').getAttribute('fill')");

    /// <summary>Returns the name of the focused frame.</summary>
    internal string Focused() => Run<string>(
        "return document.activeElement.querySelector('title').textContent.split(' (')[0];");

    /// <summary>Returns the colours of the background, the heading and the labels.</summary>
    internal string Look() => Run<string>(
        """
        const color = (selector, name) => getComputedStyle(document.querySelector(selector))[name];
        const stop = color("#background stop", "stopColor");
        return [stop, color("#title", "fill"), color("#frames text", "fill")].join(" ");
        """);

    /// <summary>Sets the preferred colour scheme of the viewer: "light" or "dark".</summary>
    internal void Media(string scheme) => Page.ExecuteCdpCommand(
        "Emulation.setEmulatedMedia",
        new Dictionary<string, object?>
        {
            ["features"] = new[]
            {
                new Dictionary<string, object> { ["name"] = "prefers-color-scheme", ["value"] = scheme },
            },
        });

    /// <summary>Returns the errors on the console of the page since the last call.</summary>
    internal string[] Errors() =>
        [.. Page.Manage().Logs.GetLog(LogType.Browser).Where(e => e.Level >= LogLevel.Severe).Select(e => e.Message)];

    /// <inheritdoc/>
    public void Dispose()
    {
        _driver?.Quit();
        _driver?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private string OfFrame(string name, string property) => Run<string>(
        "return [...document.getElementById('frames').children].find("
        + $"g => g.querySelector('title').textContent.startsWith('{name} (')).{property};");

    private void Start()
    {
        string chromium = Judges.Require("chromium", "chromium-browser", "google-chrome");
        string driver = Judges.Require("chromedriver");
        if (_driver is not null)
        {
            return;
        }

        var options = new ChromeOptions { BinaryLocation = chromium };
        options.AddArguments(
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync",
            "--user-data-dir=" + Path.Combine(_folder, "profile"), "--window-size=1300,900");
        options.SetLoggingPreference(LogType.Browser, LogLevel.All);
        var service = ChromeDriverService.CreateDefaultService(Path.GetDirectoryName(driver), Path.GetFileName(driver));
        service.SuppressInitialDiagnosticInformation = true;
        _driver = new ChromeDriver(service, options);
    }
}
