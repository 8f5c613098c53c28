namespace Refold.Formats.Foreign;

/// <summary>The signatures of files that no format reads, so that an error can name the kind of file.</summary>
/// <remarks>
/// <code>
/// rec.jfr: this is a Java Flight Recording, which Refold cannot read yet
/// perf.data: this is a recording of perf (perf.data), …; use 'perf script -i perf.data | refold - -o OUT'
/// </code>
/// A new kind of file is one line in one of the tables. Signatures are tried in order, so specific ones come first.
/// </remarks>
internal static class ForeignFiles
{
    /// <summary>All signatures, in the order in which they are tried; uncertain ones last.</summary>
    public static IReadOnlyList<ForeignSignature> All { get; } =
    [
        .. ForeignRecordings.All,
        .. ForeignBinaries.All,
        .. ForeignJson.All,
        .. ForeignReports.All,
        .. ForeignTexts.All,
    ];
}
