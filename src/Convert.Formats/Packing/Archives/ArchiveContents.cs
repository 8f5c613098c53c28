using System.Globalization;

namespace Refold.Formats.Packing;

/// <summary>Hidden files and errors of archives of all kinds.</summary>
internal static class ArchiveContents
{
    private const int MaxListed = 10;

    /// <summary>Whether a packer added the file: a dot file, or the companion of a file on macOS.</summary>
    public static bool IsHidden(string entry) =>
        entry.StartsWith("__MACOSX/", StringComparison.Ordinal)
        || entry[(entry.LastIndexOf('/') + 1)..].StartsWith('.');

    /// <summary>Creates the error that lists the files of an archive with none or several.</summary>
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

    /// <summary>Creates the error for an archive whose first file cannot be reached.</summary>
    public static ProfileFormatException Damaged(string packing, string archive, Exception cause)
    {
        string state = IsCut(cause) ? "truncated inside the header of its first file" : "corrupt";
        return new ProfileFormatException(new InputPosition(archive), $"the {packing} archive is {state}", cause);
    }

    /// <summary>Warns that an archive is truncated or corrupt after some files.</summary>
    public static void WarnOfCut(string packing, string archive, Exception cause, int files, ConversionContext context)
    {
        string problem = IsCut(cause) ? "is truncated" : "is corrupt";
        string read = string.Create(CultureInfo.InvariantCulture, $"after {files} {(files == 1 ? "file" : "files")}");
        context.Diagnostics.WarnOfCut(
            $"input.damaged-{packing}",
            new InputPosition(archive),
            $"the {packing} archive {problem} {read}");
    }

    private static bool IsCut(Exception cause) => cause is EndOfStreamException;
}
