using Refold.Formats;

namespace Refold.Cli;

/// <summary>
/// The pairs of <c>--set</c>, handed to the formats that declare them. <c>name=value</c> is for every format of the run
/// that has such an option, <c>format.name=value</c> for one. <c>--profile</c> is the option of this name of the inputs'
/// formats.
/// </summary>
internal sealed class FormatSettings(IReadOnlyList<string> pairs, string? profile)
{
    // What the formats call the choice among several profiles in one input.
    private const string ProfileOption = "profile";

    private readonly HashSet<string> _used = [];
    private readonly List<ProfileFormat> _formats = [];

    /// <summary>A reader of a format of this run, with the options given for it.</summary>
    /// <exception cref="UsageException">
    /// The value of an option makes no sense, or <c>--profile</c> is given and the format has no choice of profiles.
    /// </exception>
    public IProfileReader ReaderOf(ProfileFormat format) =>
        With(OptionsOf(format, ProfileChoice(format)), format.CreateReader)!;

    /// <summary>A writer of a format of this run, with the options given for it.</summary>
    /// <param name="format">The format.</param>
    /// <param name="output">The path of the output, which may say something, too.</param>
    /// <exception cref="UsageException">The value of an option makes no sense.</exception>
    public IProfileWriter WriterOf(ProfileFormat format, string output) =>
        With(OptionsOf(format, format.OptionsFor(output)), format.CreateWriter)!;

    private T With<T>(FormatOptions options, Func<FormatOptions, T> create)
    {
        try
        {
            return create(options);
        }
        catch (FormatException e)
        {
            throw new UsageException(Attribute(e.Message));
        }
    }

    // People are told of the flag that they typed.
    private string Attribute(string trouble)
    {
        const string Prefix = $"option '{ProfileOption}': ";
        return profile is not null && trouble.StartsWith(Prefix, StringComparison.Ordinal)
            ? $"--profile: {trouble[Prefix.Length..]}"
            : $"--set: {trouble}";
    }

    private IEnumerable<string> ProfileChoice(ProfileFormat format)
    {
        if (profile is null)
        {
            return [];
        }

        return format.Options.Any(o => o.Name == ProfileOption)
            ? [$"{ProfileOption}={profile}"]
            : throw new UsageException(
                $"--profile: an input of format '{format.Name}' holds one profile, so there is none to choose");
    }

    private FormatOptions OptionsOf(ProfileFormat format, IEnumerable<string> fromName)
    {
        _formats.Add(format);
        var taken = new List<string>(fromName);
        foreach (string pair in pairs)
        {
            if (OptionOf(pair, format) is { } own)
            {
                taken.Add(own);
                _used.Add(pair);
            }
        }

        return FormatOptions.Parse(taken, format.Options);
    }

    /// <summary>Fails if a pair belongs to none of some formats.</summary>
    /// <exception cref="UsageException">It does not; the message lists the options there are.</exception>
    public void Check(IEnumerable<ProfileFormat> formats)
    {
        ProfileFormat[] all = [.. formats.Distinct()];
        if (pairs.FirstOrDefault(pair => all.All(f => OptionOf(pair, f) is null)) is { } unknown)
        {
            throw Unknown(unknown, all);
        }
    }

    /// <summary>Fails if a pair was for none of the formats of this run.</summary>
    /// <exception cref="UsageException">It was not; the message lists the options there are.</exception>
    public void CheckAllUsed()
    {
        if (pairs.FirstOrDefault(pair => !_used.Contains(pair)) is { } unknown)
        {
            throw Unknown(unknown, [.. _formats.Distinct()]);
        }
    }

    private static string? OptionOf(string pair, ProfileFormat format)
    {
        string name = NameOf(pair);
        string prefix = format.Name + ".";
        bool isPrefixed = name.StartsWith(prefix, StringComparison.Ordinal);
        string own = isPrefixed ? name[prefix.Length..] : name;
        return format.Options.Any(o => o.Name == own) ? pair[(isPrefixed ? prefix.Length : 0)..] : null;
    }

    private static string NameOf(string pair) =>
        pair.IndexOf('=', StringComparison.Ordinal) is var equals && equals < 0 ? pair : pair[..equals];

    private static UsageException Unknown(string pair, IReadOnlyList<ProfileFormat> formats)
    {
        IEnumerable<string> known = formats.Select(f => f.Options.Count == 0
            ? $"{f.Name} has no options"
            : $"{f.Name} has {string.Join(", ", f.Options.Select(o => o.Name))}");
        return new UsageException($"--set: option {MessageText.Quote(NameOf(pair))} is not known: {string.Join("; ", known)}");
    }
}
