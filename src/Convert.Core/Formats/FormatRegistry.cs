namespace Refold;

/// <summary>A fixed set of formats. Immutable; there is no global one to change.</summary>
public sealed class FormatRegistry
{
    private readonly Dictionary<string, ProfileFormat> _byName = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Makes a registry of the formats given; on equal confidence, the earlier one wins.</summary>
    /// <exception cref="ArgumentException">Two formats have the same name.</exception>
    public FormatRegistry(IEnumerable<ProfileFormat> formats)
    {
        ArgumentNullException.ThrowIfNull(formats);
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

    /// <summary>
    /// The readable format of an input: the surest by content; among equally sure ones the one that the input's name
    /// ends like; then the first in order. Null if no format recognises it.
    /// </summary>
    public ProfileFormat? Detect(ProfileInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        Confidence best = Confidence.None;
        var candidates = new List<ProfileFormat>();
        foreach (ProfileFormat format in Formats.Where(f => f.CanRead))
        {
            Confidence confidence = format.Detect(input.Head);
            if (confidence > best)
            {
                best = confidence;
                candidates.Clear();
            }

            if (confidence == best && confidence != Confidence.None)
            {
                candidates.Add(format);
            }
        }

        return candidates.Count < 2
            ? candidates.FirstOrDefault()
            : candidates.Find(f => f.Extensions.Any(e => input.Name.EndsWith(e, StringComparison.OrdinalIgnoreCase)))
                ?? candidates[0];
    }
}
