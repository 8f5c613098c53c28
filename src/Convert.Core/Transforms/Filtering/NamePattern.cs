using System.Text.RegularExpressions;

namespace Refold;

/// <summary>A regular expression that finds frames by function name, source file or binary, as in pprof.</summary>
/// <remarks>
/// It is case-sensitive and may match any part of a name.
/// <code>
/// parse                 function parse, parse_header, files under src/parser/
/// ^runtime\.            functions of Go's package runtime
/// libc\.so              all functions in libc
/// (?i)HTTP|grpc         either, the first in any case
/// </code>
/// Matching takes time in proportion to the text, whatever the expression, so an expression may come from anywhere. In
/// return, back references and look-around are not supported.
/// </remarks>
public sealed class NamePattern
{
    private readonly Regex _regex;

    private NamePattern(Regex regex) => _regex = regex;

    /// <summary>Parses a pattern.</summary>
    /// <param name="pattern">The regular expression; Go's <c>(?P&lt;name&gt;…)</c> is understood.</param>
    /// <exception cref="ArgumentException">It is not a valid regular expression; the message has the
    /// reason.</exception>
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

    /// <summary>The regular expression.</summary>
    public override string ToString() => _regex.ToString();

    /// <summary>Whether the pattern matches some part of a text.</summary>
    public bool Matches(string text) => _regex.IsMatch(text);

    /// <summary>Whether the pattern matches the name or the source file of a function.</summary>
    internal bool Matches(Profile profile, FunctionId function)
    {
        Function row = profile[function];
        return Matches(profile, row.Name) || (row.File != default && Matches(profile, row.File));
    }

    /// <summary>Whether a location has a mapping and the pattern matches the mapping's file.</summary>
    internal bool MatchesMapping(Profile profile, in Location location) =>
        location.Mapping != default && Matches(profile, profile[location.Mapping].File);

    /// <summary>Whether the pattern matches a function, a source file or the binary of a location.</summary>
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
