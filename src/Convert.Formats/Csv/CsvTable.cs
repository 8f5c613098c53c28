using CsvHelper;

namespace Refold.Formats.Csv;

/// <summary>How tables are written and read, beyond what RFC 4180 leaves no choice in.</summary>
internal static class CsvTable
{
    /// <summary>A table on its way out, in UTF-8, rows ended by CRLF. The stream stays open.</summary>
    public static CsvWriter Writer(Stream output) => CsvWriter.Create(
        output, new CsvWriterOptions { Injection = CsvInjection.None }, leaveOpen: true);

    /// <summary>A table on its way in. The stream stays open.</summary>
    /// <param name="input">The bytes.</param>
    /// <param name="limits">How large a row may be.</param>
    /// <param name="malformed">Told of quotes where none should be, which are read as text.</param>
    public static CsvReader Reader(Stream input, ConversionLimits limits, Action<CsvMalformedRecord> malformed) =>
        CsvReader.Create(
            input,
            new CsvReaderOptions
            {
                Separator = ',',
                HasHeader = false,
                TrackLineNumbers = true,
                MaxRecordSize = limits.ItemBytes,
                OnMalformedRecord = malformed,
            },
            leaveOpen: true);
}
