using Refold.Formats;

namespace Refold.Cli;

/// <summary>
/// The values of <c>--set</c>, passed to the formats that declare the option: <c>name=value</c> to every format of this
/// conversion that has such an option, <c>format.name=value</c> to one. <c>--profile</c> sets the option
/// <c>profile</c> of the inputs' formats.
/// </summary>
internal sealed class FormatSettings(IReadOnlyList<string> pairs, string? profile)
{
    // The option of formats that chooses among the channels (profiles) of one input.
    private const string ProfileOption = "profile";

    private readonly HashSet<string> _used = [];
    private readonly List<ProfileFormat> _formats = [];

    /// <summary>Creates a reader with the options given for its format.</summary>
    /// <exception cref="UsageException">
    /// The value of an option is invalid, or <c>--profile</c> is given and the format has no such option.
    /// </exception>
    public IProfileReader ReaderOf(ProfileFormat format) =>
        With(OptionsOf(format, ProfileChoice(format)), format.CreateReader)!;

    /// <summary>Creates a writer with the options given for its format.</summary>
    /// <param name="format">The format.</param>
    /// <param name="output">
    /// The path of the output; its ending may set options (<see cref="ProfileFormat.OptionsFor"/>).
    /// </param>
    /// <exception cref="UsageException">The value of an option is invalid.</exception>
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

    // Errors name the option that was typed: --profile or --set.
    private string Attribute(string problem)
    {
        const string Prefix = $"option '{ProfileOption}': ";
        return profile is not null && problem.StartsWith(Prefix, StringComparison.Ordinal)
            ? $"--profile: {problem[Prefix.Length..]}"
            : $"--set: {problem}";
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
                $"--profile: format '{format.Name}' has one profile per input, so there is nothing to choose");
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

    /// <summary>Checks that each option belongs to one of the formats.</summary>
    /// <exception cref="UsageException">An option does not; the message lists the known ones.</exception>
    public void Check(IEnumerable<ProfileFormat> formats)
    {
        ProfileFormat[] all = [.. formats.Distinct()];
        if (pairs.FirstOrDefault(pair => all.All(f => OptionOf(pair, f) is null)) is { } unknown)
        {
            throw Unknown(unknown, all);
        }
    }

    /// <summary>Checks that each option was used by a format of this conversion.</summary>
    /// <exception cref="UsageException">An option was not; the message lists the known ones.</exception>
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

    private static UsageException Unknown(string pair, ProfileFormat[] formats)
    {
        const int MaxListed = 2;
        string suggestion = Suggestion.For(
            NameOf(pair), formats.SelectMany(f => f.Options).Select(o => o.Name).Distinct());
        string name = MessageText.Quote(NameOf(pair));
        if (formats.Length > MaxListed)
        {
            // Before the inputs are opened, they may have any format.
            string hint = suggestion.Length > 0 ? suggestion : "; 'refold formats NAME' lists the options of a format";
            return new UsageException($"--set: option {name} is unknown{hint}");
        }

        IEnumerable<string> known = formats.Select(f => f.Options.Count == 0
            ? $"{f.Name} has no options"
            : $"{f.Name} has {string.Join(", ", f.Options.Select(o => o.Name))}");
        return new UsageException($"--set: option {name} is unknown: {string.Join("; ", known)}{suggestion}");
    }
}
