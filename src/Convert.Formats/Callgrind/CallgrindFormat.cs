namespace Refold.Formats.Callgrind;

/// <summary>Call graphs as Valgrind's Callgrind writes them and callgrind_annotate and KCachegrind show them.</summary>
/// <remarks>Source: https://valgrind.org/docs/manual/cl-format.html.</remarks>
public sealed class CallgrindFormat : ProfileFormat
{
    /// <inheritdoc/>
    public override string Name => "callgrind";

    /// <inheritdoc/>
    public override string Title => "Call graphs, as Valgrind's Callgrind writes and KCachegrind shows them";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Extensions => [".callgrind", ".callgrind.out"];

    /// <inheritdoc/>
    public override ProfileFacts Keeps => ProfileFacts.SampleTypes;

    /// <inheritdoc/>
    public override ProfileFacts KeepsPartly =>
        ProfileFacts.Stacks | ProfileFacts.Lines | ProfileFacts.Addresses | ProfileFacts.Mappings | ProfileFacts.Info;

    /// <inheritdoc/>
    public override ProfileFacts Reads => Keeps | KeepsPartly;

    /// <inheritdoc/>
    public override NameCharset Charset => NameCharset.Plain;

    /// <inheritdoc/>
    public override IReadOnlyList<FormatOption> Options => CallgrindOptions.Declared;

    /// <inheritdoc/>
    public override IReadOnlyList<string> LosslessOptions => ["arcs=true"];

    /// <inheritdoc/>
    public override Confidence Detect(ReadOnlySpan<byte> head) => CallgrindDetector.Detect(head);

    /// <inheritdoc/>
    public override IProfileReader CreateReader(FormatOptions options) =>
        new CallgrindReader(CallgrindOptions.From(options));

    /// <inheritdoc/>
    public override IProfileWriter CreateWriter(FormatOptions options) => new CallgrindWriter();
}
