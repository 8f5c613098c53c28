using CsvHelper;

namespace Refold.Formats.Csv;

/// <summary>Reads tables of samples. Its counterpart is <see cref="CsvSampleWriter"/>.</summary>
public sealed class CsvSampleReader : IProfileReader
{
    /// <inheritdoc/>
    public Profile Read(ProfileInput input, ConversionContext context)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(context);
        using var stream = new CsvInputStream(input.Stream);
        using CsvReader table = CsvTable.CreateReader(stream, context.Limits, WarnOf);
        ProfileBuilder builder = ProfileBuilder.ForInput(input.Name, context);
        if (!Next(table, input.Name))
        {
            throw new ProfileFormatException(new InputPosition(input.Name), "expected a row of heads, found nothing");
        }

        var rows = new CsvRows(builder, table, input.Name, context.Diagnostics);
        builder.Info = rows.Info;
        if (stream.IsOpen(table.LineNumber))
        {
            rows.WarnOfCut();
        }

        long row = 0;
        while (Next(table, input.Name))
        {
            context.CheckCancelled(row++);
            if (stream.EndsInQuotes && stream.IsOpen(table.LineNumber))
            {
                rows.WarnOfCut();
            }
            else
            {
                rows.Read(stream.IsOpen(table.LineNumber));
            }
        }

        return builder.Build();

        // Quotes that are not closed at the end of the file follow from its truncation, which has a warning.
        void WarnOf(CsvMalformedRecord record)
        {
            if (!stream.EndsInQuotes || !stream.IsOpen(record.LineNumber))
            {
                context.Diagnostics.Warn(
                    "csv.quote",
                    new InputPosition(input.Name, record.LineNumber),
                    "expected quotes around the whole cell and doubled quotes within it, found others: read as text");
            }
        }
    }

    private static bool Next(CsvReader table, string name)
    {
        try
        {
            return table.Read();
        }
        catch (CsvFormatException e)
        {
            throw new ProfileFormatException(
                new InputPosition(name, e.LineNumber), "expected a row within the limits, found a longer one");
        }
    }
}
