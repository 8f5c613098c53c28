using Refold.Formats.DotNet;

namespace Refold.Formats.Nettrace;

/// <summary>Traces of the .NET runtime, as written by EventPipe and <c>dotnet-trace</c>. Read only.</summary>
public sealed class NettraceFormat : ProfileFormat
{
    /// <inheritdoc/>
    public override string Name => "nettrace";

    /// <inheritdoc/>
    public override string Title => "Traces of .NET (dotnet-trace, EventPipe)";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Extensions => [".nettrace", ".netperf"];

    /// <inheritdoc/>
    public override ProfileFacts Keeps => ProfileFacts.All & ~ProfileFacts.Inlining;

    /// <inheritdoc/>
    public override bool IsBinary => true;

    /// <inheritdoc/>
    public override IReadOnlyList<FormatOption> Options => DotNetTraceOptions.Declared;

    /// <inheritdoc/>
    public override Confidence Detect(ReadOnlySpan<byte> head) =>
        NettraceFileSignature.Matches(head) ? Confidence.Certain : Confidence.None;

    /// <inheritdoc/>
    public override IProfileReader CreateReader(FormatOptions options) =>
        new NettraceReader(DotNetTraceOptions.From(options));
}
