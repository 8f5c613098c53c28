using CsvHelper;

namespace Refold.Formats.Csv;

/// <summary>Creates writers and readers of tables, with the choices that RFC 4180 leaves open.</summary>
internal static class CsvTable
{
    /// <summary>Creates a writer of UTF-8 with rows ended by CRLF. The stream stays open.</summary>
    public static CsvWriter CreateWriter(Stream output) => CsvWriter.Create(
        output, new CsvWriterOptions { Injection = CsvInjection.None }, leaveOpen: true);

    /// <summary>Creates a reader. The stream stays open.</summary>
    /// <param name="input">The table.</param>
    /// <param name="limits">The limits, of which that of a record applies to a row.</param>
    /// <param name="malformed">Called for quotes that RFC 4180 does not allow, which are read as text.</param>
    public static CsvReader CreateReader(Stream input, ConversionLimits limits, Action<CsvMalformedRecord> malformed) =>
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
