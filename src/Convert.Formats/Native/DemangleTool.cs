namespace Refold.Formats.Native;

/// <summary>Programs that decode the names of some compilers.</summary>
/// <param name="Language">Whose names.</param>
/// <param name="Beginnings">How such names begin.</param>
/// <param name="Programs">The programs, the better first.</param>
/// <param name="Advice">What to install.</param>
internal sealed record DemangleTool(
    string Language, IReadOnlyList<string> Beginnings, IReadOnlyList<string> Programs, string Advice)
{
    private const string Others = "_.$";

    /// <summary>True if a name may be one of these: it begins so, and has nothing but what linkers take.</summary>
    public bool IsFor(string name) =>
        Beginnings.Any(b => name.Length > b.Length && name.StartsWith(b, StringComparison.Ordinal))
        && name.All(c => char.IsAsciiLetterOrDigit(c) || Others.Contains(c, StringComparison.Ordinal));
}
