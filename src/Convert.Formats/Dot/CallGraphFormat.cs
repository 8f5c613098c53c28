namespace Refold.Formats.Dot;

/// <summary>Call graphs as pictures, which Graphviz draws.</summary>
public sealed class CallGraphFormat : ProfileFormat
{
    /// <inheritdoc/>
    public override string Name => "callgraph";

    /// <inheritdoc/>
    public override string Title => "Call graph as a picture (SVG, PNG, PDF), drawn by Graphviz";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Extensions => [".png", ".pdf"];

    /// <inheritdoc/>
    public override Fidelity Keeps => Fidelity.None;

    /// <inheritdoc/>
    public override bool IsBinary => true;

    /// <inheritdoc/>
    public override string Program => Graphviz.Program;

    /// <inheritdoc/>
    public override IReadOnlyList<FormatOption> Options =>
        [new("type", "svg", "Kind of picture: svg, png or pdf; the ending of the output says it, too"), .. DotOptions.Declared];

    /// <inheritdoc/>
    public override IReadOnlyList<string> OptionsFor(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        string ending = Path.GetExtension(path).ToUpperInvariant();
        return ending is ".SVG" or ".PNG" or ".PDF" ? [$"type={ending[1..].ToLowerInvariant()}"] : [];
    }

    /// <inheritdoc/>
    public override IProfileWriter CreateWriter(FormatOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        string kind = options.Text("type").Length == 0 ? "svg" : options.Choice("type", "svg", "png", "pdf");
        return new CallGraphWriter(DotOptions.From(options), kind);
    }
}
