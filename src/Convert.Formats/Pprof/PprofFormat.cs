namespace Refold.Formats.Pprof;

/// <summary>The format of <c>go tool pprof</c> and of Go's profiler: profile.proto, usually packed with gzip.</summary>
/// <remarks>Source: profile.proto of google/pprof, package <c>perftools.profiles</c>.</remarks>
public sealed class PprofFormat : ProfileFormat
{
    /// <inheritdoc/>
    public override string Name => "pprof";

    /// <inheritdoc/>
    public override string Title => "Profiles of `go tool pprof` (profile.proto)";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Extensions => [".pb.gz", ".pprof", ".pb", ".prof", ".pprof.gz", ".prof.gz"];

    /// <inheritdoc/>
    public override ProfileFacts Keeps => ProfileFacts.All & ~ProfileFacts.Times;

    /// <inheritdoc/>
    public override NameCharset Charset => NameCharset.Bytes;

    /// <inheritdoc/>
    public override bool IsBinary => true;

    /// <inheritdoc/>
    public override IReadOnlyList<FormatOption> Options => PprofOptions.Declared;

    /// <inheritdoc/>
    public override IReadOnlyList<string> LosslessOptions => [PprofOptions.Raw];

    /// <inheritdoc/>
    public override Confidence Detect(ReadOnlySpan<byte> head) =>
        PprofLegacy.Recognise(head) is not null ? Confidence.Possible : PprofDetector.Detect(head);

    /// <inheritdoc/>
    public override IProfileReader CreateReader(FormatOptions options) => new PprofReader();

    /// <inheritdoc/>
    public override IProfileWriter CreateWriter(FormatOptions options) => new PprofWriter(PprofOptions.From(options));
}
