using System.Globalization;

namespace Refold.Formats.Packing;

/// <summary>What all kinds of archives have in common: hidden files, and the words for what is wrong.</summary>
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
        string listed = string.Join(", ", entries.Take(MaxListed).Select(MessageText.Quote));
        string more = entries.Count > MaxListed ? " and more" : "";
        string found = entries.Count == 0
            ? "none"
            : string.Create(CultureInfo.InvariantCulture, $"{entries.Count}: {listed}{more}");
        return new ProfileFormatException(
            new InputPosition(archive), $"expected one file in the archive, found {found}");
    }

    /// <summary>The error for an archive of which not even the first file can be reached.</summary>
    public static ProfileFormatException Damaged(string packing, string archive, Exception cause)
    {
        string found = IsCut(cause) ? "one that ends inside its first file's header" : "a damaged one";
        return new ProfileFormatException(
            new InputPosition(archive), $"expected a {packing} archive, found {found}", cause);
    }

    /// <summary>Warns that an archive ends early, or is damaged, after some files.</summary>
    public static void WarnOfCut(string packing, string archive, Exception cause, int files, ConversionContext context)
    {
        string problem = IsCut(cause) ? "ends early" : "is damaged";
        string read = string.Create(CultureInfo.InvariantCulture, $"after {files} {(files == 1 ? "file" : "files")}");
        context.Diagnostics.WarnOfCut(
            $"input.damaged-{packing}",
            new InputPosition(archive),
            $"the {packing} archive {problem}, {read}");
    }

    private static bool IsCut(Exception cause) => cause is EndOfStreamException;
}
