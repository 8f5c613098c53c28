namespace Refold.Formats.FlameGraph;

/// <summary>The format of interactive SVG flame graphs, as flamegraph.pl draws them; only written.</summary>
public sealed class FlameGraphFormat : ProfileFormat
{
    /// <inheritdoc/>
    public override string Name => "flamegraph";

    /// <inheritdoc/>
    public override string Title => "Interactive SVG, as flamegraph.pl draws it";

    /// <inheritdoc/>
    public override FormatKind Kind => FormatKind.Picture;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Extensions => [".svg"];

    /// <inheritdoc/>
    public override ProfileFacts Keeps => ProfileFacts.Stacks;

    /// <inheritdoc/>
    public override IReadOnlyList<FormatOption> Options => FlameGraphOptions.Declared;

    /// <inheritdoc/>
    public override IProfileWriter CreateWriter(FormatOptions options) =>
        new FlameGraphWriter(FlameGraphOptions.From(options));
}
