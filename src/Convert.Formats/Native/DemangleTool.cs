namespace Refold.Formats.Native;

/// <summary>The programs that demangle the names of a language.</summary>
/// <param name="Language">The language, for messages.</param>
/// <param name="Prefixes">The prefixes of its mangled names: <c>_Z</c>.</param>
/// <param name="Programs">The programs, in order of preference.</param>
/// <param name="Advice">The programs and their packages, for messages.</param>
internal sealed record DemangleTool(
    string Language, IReadOnlyList<string> Prefixes, IReadOnlyList<string> Programs, string Advice)
{
    private const string SymbolPunctuation = "_.$";

    /// <summary>Whether a name has one of the prefixes and only characters of symbols.</summary>
    public bool Matches(string name) =>
        Prefixes.Any(b => name.Length > b.Length && name.StartsWith(b, StringComparison.Ordinal))
        && name.All(c => char.IsAsciiLetterOrDigit(c) || SymbolPunctuation.Contains(c, StringComparison.Ordinal));
}
