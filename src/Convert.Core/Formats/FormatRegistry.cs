namespace Refold.Formats;

/// <summary>An immutable set of formats, and of files of other formats that are known by name only.</summary>
public sealed class FormatRegistry
{
    private static readonly string[] CompressionExtensions = [".gz", ".zst", ".bz2", ".zz"];

    private readonly Dictionary<string, ProfileFormat> _byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly IReadOnlyList<ForeignSignature> _foreign;

    /// <summary>Creates a registry; of formats with equal confidence, the earlier one is detected.</summary>
    /// <param name="formats">The formats.</param>
    /// <param name="foreign">The files that no format reads, the most certain signatures first; null for none.</param>
    /// <exception cref="ArgumentException">Two formats have the same name.</exception>
    public FormatRegistry(IEnumerable<ProfileFormat> formats, IReadOnlyList<ForeignSignature>? foreign = null)
    {
        ArgumentNullException.ThrowIfNull(formats);
        _foreign = foreign ?? [];
        Formats = [.. formats];
        foreach (ProfileFormat format in Formats)
        {
            string? taken = format.Aliases.Prepend(format.Name).FirstOrDefault(name => !_byName.TryAdd(name, format));
            if (taken is not null)
            {
                throw new ArgumentException($"Two formats are named '{taken}'.", nameof(formats));
            }
        }
    }

    /// <summary>The formats, in order.</summary>
    public IReadOnlyList<ProfileFormat> Formats { get; }

    /// <summary>Finds the format with a name or alias, ignoring case; null if there is none.</summary>
    public ProfileFormat? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>Finds the format with the longest extension that a path ends with; null if there is none.</summary>
    public ProfileFormat? FindByExtension(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Formats
            .SelectMany(f => f.Extensions, (format, extension) => (format, extension))
            .Where(x => path.EndsWith(x.extension, StringComparison.OrdinalIgnoreCase))
            .OrderByDescending(x => x.extension.Length)
            .FirstOrDefault().format;
    }

    /// <summary>
    /// Detects the format of an input by its content and, if that fits several formats, by its extension.
    /// </summary>
    /// <param name="input">The input; its stream is not advanced.</param>
    /// <param name="looksFurther">
    /// Whether to examine up to 4 MiB (<see cref="ProfileInput.MaxLongHeadLength"/>) if the first 64 KiB fit no format.
    /// </param>
    /// <remarks>
    /// The first of these that applies; of formats with equal confidence, one with a matching extension, then the first
    /// registered:
    /// <code>
    /// 1  a format that is Certain
    /// 2  a foreign file by its signature         GIF89a…, SQLite format 3…
    /// 3  a format that finds the content Possible
    /// 4  a format whose extension matches, if it answers NameDecides
    /// 5  a foreign file by a guess               JSON of another kind
    /// </code>
    /// </remarks>
    public Detection Detect(ProfileInput input, bool looksFurther = true)
    {
        ArgumentNullException.ThrowIfNull(input);
        Detection detection = Detect(input.Head, input.Name);
        bool isSure = detection.Confidence >= Confidence.Possible || detection.Foreign is { IsGuess: false };
        return looksFurther && !isSure && input.TryExtendHead() ? Detect(input.Head, input.Name) : detection;
    }

    private Detection Detect(ReadOnlySpan<byte> head, string name)
    {
        (ProfileFormat? format, Confidence confidence) = FindBest(head, name);
        if (confidence == Confidence.Certain)
        {
            return new Detection(format, confidence, null);
        }

        ForeignSignature? foreign = null;
        for (int i = 0; i < _foreign.Count && foreign is null; i++)
        {
            bool matches = (!_foreign[i].IsGuess || format is null) && _foreign[i].Matches(head);
            foreign = matches ? _foreign[i] : null;
        }

        return foreign is not null ? new Detection(null, Confidence.None, foreign)
            : format is not null ? new Detection(format, confidence, null)
            : Detection.Nothing;
    }

    private (ProfileFormat? Format, Confidence Confidence) FindBest(ReadOnlySpan<byte> head, string name)
    {
        string uncompressed = WithoutCompression(name);
        var best = (Format: (ProfileFormat?)null, Confidence: Confidence.None, IsNamed: false);
        foreach (ProfileFormat format in Formats)
        {
            Confidence confidence = format.Detect(head);
            bool isNamed = confidence != Confidence.None
                && (HasExtension(name, format) || HasExtension(uncompressed, format));
            bool isBetter = confidence > best.Confidence || (confidence == best.Confidence && isNamed && !best.IsNamed);
            if (isBetter && (isNamed || confidence != Confidence.NameDecides) && format.CanRead)
            {
                best = (format, confidence, isNamed);
            }
        }

        return (best.Format, best.Confidence);
    }

    private static bool HasExtension(string name, ProfileFormat format) =>
        format.Extensions.Any(e => name.EndsWith(e, StringComparison.OrdinalIgnoreCase));

    // stacks.folded.gz has the extension of stacks.folded.
    private static string WithoutCompression(string name)
    {
        string? extension =
            CompressionExtensions.FirstOrDefault(e => name.EndsWith(e, StringComparison.OrdinalIgnoreCase));
        return extension is null ? name : name[..^extension.Length];
    }
}
