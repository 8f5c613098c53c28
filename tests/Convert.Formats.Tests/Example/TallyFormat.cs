namespace Refold.Formats.Tests.Example;

/// <summary>The format "tally" of docs/adding-a-format.md, which is read only.</summary>
public sealed class TallyFormat : ProfileFormat
{
    /// <inheritdoc/>
    public override string Name => "tally";

    /// <inheritdoc/>
    public override string Title => "Stacks with a count before them";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Extensions => [".tally"];

    /// <inheritdoc/>
    public override ProfileFacts Keeps => ProfileFacts.Stacks;

    /// <inheritdoc/>
    public override Confidence Detect(ReadOnlySpan<byte> head) =>
        head.StartsWith("# tally\n"u8) ? Confidence.Certain : Confidence.None;

    /// <inheritdoc/>
    public override IProfileReader CreateReader(FormatOptions options) => new TallyReader();
}
