using System.Text;

namespace Refold.Formats.FlameGraph;

/// <summary>The style sheets and scripts that graphs contain, without comments and indentation.</summary>
internal static class FlameGraphResources
{
    /// <summary>The style sheet, with the placeholders FONT_TYPE, FONT_SIZE and TITLE_SIZE.</summary>
    public static string Style { get; } = Load("flamegraph.css");

    /// <summary>The rules of the dark theme, except for the background.</summary>
    public static string DarkStyle { get; } = Load("flamegraph-dark.css");

    /// <summary>The background of the dark theme.</summary>
    public static string DarkBackground { get; } = Load("flamegraph-dark-background.css");

    /// <summary>The script: the function <c>flamegraph(settings)</c> and the functions that it calls.</summary>
    public static string Script { get; } = Load("frames.js") + Load("labels.js") + Load("view.js") + Load("search.js")
        + Load("address.js") + Load("flamegraph.js");

    // Comments in these files are on lines of their own, so removing whole lines removes all of them.
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
