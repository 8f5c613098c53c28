namespace Refold.Formats.Text;

/// <summary>The canonical text of a profile: everything in the model, one line per row.</summary>
public sealed class TextFormat : ProfileFormat
{
    /// <summary>The beginning of the first line, before the number of the version.</summary>
    internal static ReadOnlySpan<byte> Signature => "refold profile "u8;

    /// <inheritdoc/>
    public override string Name => "text";

    /// <inheritdoc/>
    public override string Title => "Canonical text of a profile, for people and for diffs";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Extensions => [".refold.txt", ".refold"];

    /// <inheritdoc/>
    public override ProfileFacts Keeps => ProfileFacts.All;

    /// <inheritdoc/>
    public override NameCharset Charset => NameCharset.Bytes;

    /// <inheritdoc/>
    public override IReadOnlyList<FormatOption> Options => TextOptions.Declared;

    /// <inheritdoc/>
    public override Confidence Detect(ReadOnlySpan<byte> head) =>
        head.StartsWith(Signature) && head[Signature.Length..] is [>= (byte)'0' and <= (byte)'9', ..]
            ? Confidence.Certain
            : Confidence.None;

    /// <inheritdoc/>
    public override IProfileReader CreateReader(FormatOptions options) => new TextProfileReader();

    /// <inheritdoc/>
    public override IProfileWriter CreateWriter(FormatOptions options) =>
        new TextProfileWriter(TextOptions.From(options));
}
