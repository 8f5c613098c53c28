namespace Refold.Formats.PerfScript;

/// <summary>The text that <c>perf script</c> prints, one record for each sample. Read only.</summary>
public sealed class PerfScriptFormat : ProfileFormat
{
    /// <inheritdoc/>
    public override string Name => "perf-script";

    /// <inheritdoc/>
    public override string Title => "Output of perf script (Linux), simpleperf's text too";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Extensions => [".perf", ".perf.txt", ".script.txt"];

    /// <inheritdoc/>
    public override ProfileFacts Keeps => ProfileFacts.All & ~ProfileFacts.SystemNames;

    /// <inheritdoc/>
    public override NameCharset Charset => NameCharset.Bytes;

    /// <inheritdoc/>
    public override IReadOnlyList<FormatOption> Options => PerfScriptOptions.Declared;

    /// <inheritdoc/>
    public override Confidence Detect(ReadOnlySpan<byte> head) => PerfScriptDetector.Detect(head);

    /// <inheritdoc/>
    public override IProfileReader CreateReader(FormatOptions options) =>
        new PerfScriptReader(PerfScriptOptions.From(options));
}
