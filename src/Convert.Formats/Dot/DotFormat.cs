namespace Refold.Formats.Dot;

/// <summary>Call graphs as pprof draws them, in the language of Graphviz or drawn by it.</summary>
public sealed class DotFormat : ProfileFormat
{
    private const string Text = "dot";

    private static readonly FormatOption Type = new(
        "type",
        Text,
        "Written type: dot, or a picture by Graphviz: svg, png, pdf; the ending of the output sets it, too");

    /// <inheritdoc/>
    public override string Name => "dot";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Aliases => ["callgraph"];

    /// <inheritdoc/>
    public override string Title => "Call graph as pprof draws it, for Graphviz or drawn by it";

    /// <inheritdoc/>
    public override FormatKind Kind => FormatKind.Picture;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Extensions => [".dot", ".gv", ".png", ".pdf"];

    /// <inheritdoc/>
    public override ProfileFacts Keeps => ProfileFacts.None;

    /// <inheritdoc/>
    public override ProfileFacts KeepsPartly => ProfileFacts.Stacks | ProfileFacts.Labels;

    /// <inheritdoc/>
    public override IReadOnlyList<FormatOption> Options => [Type, .. DotOptions.Declared];

    /// <inheritdoc/>
    public override IReadOnlyList<string> OptionsFor(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        string ending = Path.GetExtension(path).ToUpperInvariant();
        return ending is ".SVG" or ".PNG" or ".PDF" ? [$"{Type.Name}={ending[1..].ToLowerInvariant()}"] : [];
    }

    /// <inheritdoc/>
    public override IProfileWriter CreateWriter(FormatOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        string type = options.Text(Type.Name).Length == 0 ? Text : options.Choice(Type.Name, Text, "svg", "png", "pdf");
        var shown = DotOptions.From(options);
        return type == Text ? new DotWriter(shown) : new DotPictureWriter(shown, type);
    }
}
