namespace Refold.Formats.Dot;

/// <summary>Call graphs in the language of Graphviz, as the pprof tool draws them.</summary>
public sealed class DotFormat : ProfileFormat
{
    /// <inheritdoc/>
    public override string Name => "dot";

    /// <inheritdoc/>
    public override string Title => "Call graph for Graphviz, as pprof draws it";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Extensions => [".dot", ".gv"];

    /// <inheritdoc/>
    public override Fidelity Keeps => Fidelity.None;

    /// <inheritdoc/>
    public override IReadOnlyList<FormatOption> Options => DotOptions.Declared;

    /// <inheritdoc/>
    public override IProfileWriter CreateWriter(FormatOptions options) => new DotWriter(DotOptions.From(options));
}
