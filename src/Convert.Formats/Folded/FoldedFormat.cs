namespace Refold.Formats.Folded;

/// <summary>The format of folded stacks: <c>main;work;malloc 42</c>, one stack per line, root first.</summary>
public sealed class FoldedFormat : ProfileFormat
{
    /// <inheritdoc/>
    public override string Name => "folded";

    /// <inheritdoc/>
    public override string Title => "Folded stacks, as flamegraph.pl and its relatives read them";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Extensions => [".folded", ".collapsed", ".folded.txt", ".collapsed.txt"];

    /// <inheritdoc/>
    public override ProfileFacts Keeps => ProfileFacts.Stacks;

    /// <inheritdoc/>
    public override ProfileFacts Reads => Keeps | ProfileFacts.SampleTypes | ProfileFacts.Info | ProfileFacts.Labels;

    /// <inheritdoc/>
    public override NameCharset Charset => NameCharset.Plain;

    /// <inheritdoc/>
    public override IReadOnlyList<FormatOption> Options => FoldedOptions.Declared;

    /// <inheritdoc/>
    public override IReadOnlyList<string> LosslessOptions => ["roots=none", "tidy=false"];

    /// <inheritdoc/>
    public override Confidence Detect(ReadOnlySpan<byte> head) => FoldedDetector.Detect(head);

    /// <inheritdoc/>
    public override IProfileReader CreateReader(FormatOptions options) => new FoldedReader(FoldedOptions.From(options));

    /// <inheritdoc/>
    public override IProfileWriter CreateWriter(FormatOptions options) => new FoldedWriter(FoldedOptions.From(options));
}
