using System.Text;

namespace Refold.Formats.FlameGraph;

/// <summary>The style sheets and the script that graphs contain, without their comments and indentation.</summary>
internal static class FlameGraphResources
{
    /// <summary>The style sheet; FONT_TYPE, FONT_SIZE and TITLE_SIZE stand for what the options say.</summary>
    public static string Style { get; } = Load("flamegraph.css");

    /// <summary>What is different in the dark, but for the background.</summary>
    public static string DarkStyle { get; } = Load("flamegraph-dark.css");

    /// <summary>The background in the dark.</summary>
    public static string DarkBackground { get; } = Load("flamegraph-dark-background.css");

    /// <summary>The script: a function <c>flamegraph(settings)</c>, and those it calls.</summary>
    public static string Script { get; } = Load("frames.js") + Load("labels.js") + Load("view.js") + Load("search.js")
        + Load("address.js") + Load("flamegraph.js");

    // Both languages are written so that comments stand on lines of their own.
    private static string Load(string name)
    {
        using Stream stream = typeof(FlameGraphResources).Assembly.GetManifestResourceStream("FlameGraph/" + name)!;
        using var reader = new StreamReader(stream);
        var text = new StringBuilder();
        while (reader.ReadLine() is { } line)
        {
            string trimmed = line.Trim();
            if (trimmed.Length > 0 && !trimmed.StartsWith("//", StringComparison.Ordinal)
                && !trimmed.StartsWith("/*", StringComparison.Ordinal))
            {
                text.Append(trimmed).Append('\n');
            }
        }

        return text.ToString();
    }
}
