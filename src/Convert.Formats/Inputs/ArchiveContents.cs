using System.Globalization;

namespace Refold.Formats.Inputs;

/// <summary>The rule for archives: exactly one file inside, not counting what is hidden.</summary>
internal static class ArchiveContents
{
    private const int MaxListed = 10;

    /// <summary>True for files that packers add on their own: dot files, and what macOS puts beside each file.</summary>
    public static bool IsHidden(string entry) =>
        entry.StartsWith("__MACOSX/", StringComparison.Ordinal)
        || entry[(entry.LastIndexOf('/') + 1)..].StartsWith('.');

    /// <summary>The error that lists the files of an archive that does not hold exactly one.</summary>
    public static ProfileFormatException NotOne(string archive, IReadOnlyCollection<string> entries)
    {
        string listed = string.Join(", ", entries.Take(MaxListed).Select(Found.Quote));
        string more = entries.Count > MaxListed ? " and more" : "";
        string found = entries.Count == 0
            ? "none"
            : string.Create(CultureInfo.InvariantCulture, $"{entries.Count}: {listed}{more}");
        return new ProfileFormatException(
            new InputPosition(archive), $"expected one file in the archive, found {found}");
    }
}
