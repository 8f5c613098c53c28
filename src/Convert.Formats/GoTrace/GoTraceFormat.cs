namespace Refold.Formats.GoTrace;

/// <summary>Execution traces of Go programs, as written by <c>runtime/trace</c> since Go 1.5. Read only.</summary>
public sealed class GoTraceFormat : ProfileFormat
{
    /// <inheritdoc/>
    public override string Name => "go-trace";

    /// <inheritdoc/>
    public override string Title => "Execution traces of Go programs (runtime/trace), since Go 1.5";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Extensions => [".trace", ".trace.out", ".gotrace"];

    /// <inheritdoc/>
    public override ProfileFacts Keeps => ProfileFacts.All & ~(ProfileFacts.SystemNames | ProfileFacts.Inlining);

    /// <inheritdoc/>
    public override NameCharset Charset => NameCharset.Bytes;

    /// <inheritdoc/>
    public override IReadOnlyList<FormatOption> Options => GoTraceOptions.Declared;

    /// <inheritdoc/>
    public override Confidence Detect(ReadOnlySpan<byte> head) =>
        GoTraceHeader.TryParse(head, out _) ? Confidence.Certain : Confidence.None;

    /// <inheritdoc/>
    public override IProfileReader CreateReader(FormatOptions options) =>
        new GoTraceReader(GoTraceOptions.From(options));
}
