namespace Refold.Formats.Speedscope;

/// <summary>The JSON format of speedscope: sampled and evented profiles that share their frames.</summary>
/// <remarks>Source: https://www.speedscope.app/file-format-schema.json.</remarks>
public sealed class SpeedscopeFormat : ProfileFormat
{
    /// <inheritdoc/>
    public override string Name => "speedscope";

    /// <inheritdoc/>
    public override string Title => "JSON of speedscope, as dotnet-trace, py-spy and others write it";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Extensions => [".speedscope.json", ".speedscope"];

    /// <inheritdoc/>
    public override ProfileFacts Keeps => ProfileFacts.Stacks | ProfileFacts.SampleTypes | ProfileFacts.Lines;

    /// <inheritdoc/>
    public override ProfileFacts Reads =>
        Keeps | ProfileFacts.Labels | ProfileFacts.Times | ProfileFacts.Info | ProfileFacts.Order;

    /// <inheritdoc/>
    public override NameCharset Charset => NameCharset.Plain;

    /// <inheritdoc/>
    public override IReadOnlyList<FormatOption> Options => SpeedscopeOptions.Declared;

    /// <inheritdoc/>
    public override IReadOnlyList<string> LosslessOptions => ["profiles=types"];

    /// <inheritdoc/>
    public override Confidence Detect(ReadOnlySpan<byte> head)
    {
        head = head is [0xef, 0xbb, 0xbf, ..] ? head[3..] : head;
        if (head.TrimStart(" \t\r\n"u8) is not [(byte)'{', ..])
        {
            return Confidence.None;
        }

        // Some writers escape the slashes of the address, others write it after the profiles.
        bool hasSchema = head.IndexOf("\"$schema\""u8) >= 0 && head.IndexOf("www.speedscope.app"u8) >= 0;
        bool hasProfile = head.IndexOf("\"startValue\""u8) >= 0
            && (head.IndexOf("\"sampled\""u8) >= 0 || head.IndexOf("\"evented\""u8) >= 0);
        return hasSchema || hasProfile ? Confidence.Certain
            : HasSharedFrames(head) ? Confidence.Possible
            : Confidence.None;
    }

    // `"shared": {"frames": [`; other JSON may contain both words, but not in this form.
    private static bool HasSharedFrames(ReadOnlySpan<byte> head)
    {
        int shared = head.IndexOf("\"shared\""u8);
        ReadOnlySpan<byte> rest = shared < 0 ? default : head[(shared + "\"shared\"".Length)..];
        rest = rest.TrimStart(" \t\r\n:"u8);
        return rest is [(byte)'{', ..] && rest[1..].TrimStart(" \t\r\n"u8).StartsWith("\"frames\""u8);
    }

    /// <inheritdoc/>
    public override IProfileReader CreateReader(FormatOptions options) => new SpeedscopeReader();

    /// <inheritdoc/>
    public override IProfileWriter CreateWriter(FormatOptions options) =>
        new SpeedscopeWriter(SpeedscopeOptions.From(options));
}
