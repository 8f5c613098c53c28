using System.Text.RegularExpressions;

namespace Refold;

/// <summary>
/// A regular expression that frames are looked up by, as the pprof tool does: it may match anywhere, case counts, and
/// it is tried on the function's name, on the source file and on the binary. It takes time in proportion to the text,
/// whatever the expression; so there are no back references and no look-around.
/// </summary>
public sealed class NamePattern
{
    private readonly Regex _regex;

    private NamePattern(Regex regex) => _regex = regex;

    /// <summary>Understands a pattern.</summary>
    /// <param name="pattern">The regular expression.</param>
    /// <exception cref="ArgumentException">It is none; the message says why.</exception>
    public static NamePattern Parse(string pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        try
        {
            return new NamePattern(new Regex(
                pattern.Replace("(?P<", "(?<", StringComparison.Ordinal),
                RegexOptions.NonBacktracking | RegexOptions.CultureInvariant));
        }
        catch (NotSupportedException)
        {
            throw new ArgumentException("back references and look-around are not supported", nameof(pattern));
        }
    }

    /// <summary>The pattern as it was given.</summary>
    public override string ToString() => _regex.ToString();

    /// <summary>True if the pattern matches somewhere in a text.</summary>
    public bool Matches(string text) => _regex.IsMatch(text);

    /// <summary>True if it matches the name or the source file of a function.</summary>
    internal bool Matches(Profile profile, FunctionId function)
    {
        Function row = profile[function];
        return Matches(profile, row.Name) || (row.File != default && Matches(profile, row.File));
    }

    /// <summary>True if a location has a mapping, and the pattern matches the mapping's file.</summary>
    internal bool MatchesMapping(Profile profile, in Location location) =>
        location.Mapping != default && Matches(profile, profile[location.Mapping].File);

    /// <summary>True if it matches one of the functions, source files or the binary of a location.</summary>
    internal bool Matches(Profile profile, in Location location)
    {
        foreach (Line line in location.Lines)
        {
            if (Matches(profile, line.Function))
            {
                return true;
            }
        }

        return MatchesMapping(profile, location);
    }

    private bool Matches(Profile profile, StringId text) => Matches(profile.Text(text));
}
