namespace Refold.Formats;

/// <summary>A fixed set of formats. Immutable; there is no global one to change.</summary>
public sealed class FormatRegistry
{
    private static readonly string[] PackingEndings = [".gz", ".zst", ".bz2", ".zz"];

    private readonly Dictionary<string, ProfileFormat> _byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly IReadOnlyList<ForeignSignature> _foreign;

    /// <summary>Makes a registry of the formats given; on equal confidence, the earlier one wins.</summary>
    /// <param name="formats">The formats.</param>
    /// <param name="foreign">Kinds of files that no format reads, the surest first; null for none.</param>
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

    /// <summary>The format of this name or alias, whatever its case; null if there is none.</summary>
    public ProfileFormat? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>The format with the longest file name ending that <paramref name="path"/> has; null if none has it.</summary>
    public ProfileFormat? FindByExtension(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Formats
            .SelectMany(f => f.Extensions, (format, extension) => (format, extension))
            .Where(x => path.EndsWith(x.extension, StringComparison.OrdinalIgnoreCase))
            .OrderByDescending(x => x.extension.Length)
            .FirstOrDefault().format;
    }

    /// <summary>What an input is, by its content and, where that leaves a choice, by the ending of its name.</summary>
    /// <param name="input">The input; nothing of it is consumed.</param>
    /// <param name="looksFurther">
    /// Whether to look at some megabytes (<see cref="ProfileInput.MaxLongHeadLength"/>) if the first 64 KiB are no
    /// format's.
    /// </param>
    /// <remarks>
    /// In this order: the surest format, if it is certain; a foreign kind of file by its signature; a format that finds
    /// the content possible; one that leaves the decision to the name; what the content merely looks like. Among
    /// equally sure formats the one whose ending the name has, then the first in order.
    /// </remarks>
    public Detection Detect(ProfileInput input, bool looksFurther = true)
    {
        ArgumentNullException.ThrowIfNull(input);
        Detection found = Detect(input.Head, input.Name);
        bool isSure = found.Confidence >= Confidence.Possible || found.Foreign is { IsGuess: false };
        return looksFurther && !isSure && input.TryExtendHead() ? Detect(input.Head, input.Name) : found;
    }

    private Detection Detect(ReadOnlySpan<byte> head, string name)
    {
        (ProfileFormat? format, Confidence confidence) = Surest(head, name);
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

    private (ProfileFormat? Format, Confidence Confidence) Surest(ReadOnlySpan<byte> head, string name)
    {
        string unpacked = WithoutPacking(name);
        var best = (Format: (ProfileFormat?)null, Confidence: Confidence.None, IsNamed: false);
        foreach (ProfileFormat format in Formats)
        {
            Confidence confidence = format.Detect(head);
            bool isNamed = confidence != Confidence.None
                && (HasEnding(name, format) || HasEnding(unpacked, format));
            bool isBetter = confidence > best.Confidence || (confidence == best.Confidence && isNamed && !best.IsNamed);
            if (isBetter && (isNamed || confidence != Confidence.NameDecides) && format.CanRead)
            {
                best = (format, confidence, isNamed);
            }
        }

        return (best.Format, best.Confidence);
    }

    private static bool HasEnding(string name, ProfileFormat format) =>
        format.Extensions.Any(e => name.EndsWith(e, StringComparison.OrdinalIgnoreCase));

    // `stacks.folded.gz` is named like `stacks.folded`.
    private static string WithoutPacking(string name)
    {
        string? packing = PackingEndings.FirstOrDefault(e => name.EndsWith(e, StringComparison.OrdinalIgnoreCase));
        return packing is null ? name : name[..^packing.Length];
    }
}
