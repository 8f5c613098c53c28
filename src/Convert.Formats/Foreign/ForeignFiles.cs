namespace Refold.Formats.Foreign;

/// <summary>
/// The kinds of files that people give to Refold and that no format reads, so that a message can name them. A new kind
/// is one line in one of the tables; put more special ones first.
/// </summary>
internal static class ForeignFiles
{
    /// <summary>All of them, in the order in which they are tried; guesses last.</summary>
    public static IReadOnlyList<ForeignSignature> All { get; } =
    [
        .. ForeignRecordings.All,
        .. ForeignBinaries.All,
        .. ForeignJson.All,
        .. ForeignReports.All,
        .. ForeignTexts.All,
    ];
}
