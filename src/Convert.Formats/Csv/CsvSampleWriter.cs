using CsvHelper;

namespace Refold.Formats.Csv;

/// <summary>Writes a row for each sample, in their order. Its counterpart is <see cref="CsvSampleReader"/>.</summary>
/// <remarks>
/// <code>
/// stack,samples/count,cpu/nanoseconds,time,label:thread
/// main;work,3,30000000,1250,ui
/// </code>
/// The column of times is present if a sample has a time.
/// </remarks>
public sealed class CsvSampleWriter : IProfileWriter
{
    private readonly CsvOptions _options;

    /// <summary>Creates a writer.</summary>
    public CsvSampleWriter(CsvOptions? options = null) => _options = options ?? new CsvOptions();

    /// <inheritdoc/>
    public ReadRequest Request => new()
    {
        Facts = ProfileFacts.Stacks | ProfileFacts.SampleTypes | ProfileFacts.Labels | ProfileFacts.Times
            | ProfileFacts.Order | ProfileFacts.Inlining | ProfileFacts.Mappings,
    };

    /// <inheritdoc/>
    public void Write(Profile profile, Stream output, ConversionContext context)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(context);
        var labels = new CsvLabelColumns(profile, _options.Guard);
        var frames = new CsvFrames(profile, _options.Guard);
        using CsvWriter table = CsvTable.CreateWriter(output);
        WriteHeads(profile, labels, table, _options.Guard);
        int row = 0;
        foreach (Sample sample in profile.Samples)
        {
            context.CheckCancelled(row++);
            WriteRow(profile, sample, frames, labels, table);
        }
    }

    private static void WriteHeads(Profile profile, CsvLabelColumns labels, CsvWriter table, bool isGuarded)
    {
        table.WriteField(CsvHeads.Stack);
        int last = profile.SampleTypes.Count - 1;
        for (int i = 0; i <= last; i++)
        {
            string head = CsvHeads.Format(profile.SampleTypes[i], i == profile.DefaultSampleType && i != last);
            table.WriteField(CsvGuard.Protect(head, isGuarded));
        }

        if (profile.Samples.HasTimes)
        {
            table.WriteField(CsvHeads.Time);
        }

        foreach (CsvLabel label in labels.Columns)
        {
            table.WriteField(CsvHeads.Format(label));
        }

        table.EndRecord();
    }

    private static void WriteRow(
        Profile profile, Sample sample, CsvFrames frames, CsvLabelColumns labels, CsvWriter table)
    {
        table.WriteField(frames.CellOf(sample.Stack));
        for (int i = 0; i < profile.SampleTypes.Count; i++)
        {
            table.WriteField(sample[i]);
        }

        if (sample.Time is { } time)
        {
            table.WriteField(time);
        }
        else if (profile.Samples.HasTimes)
        {
            table.WriteField("");
        }

        foreach (byte[] cell in labels.CellsOf(sample.Labels))
        {
            table.WriteField(cell.AsSpan());
        }

        table.EndRecord();
    }
}
