using CsvHelper;

namespace Refold.Formats.Csv;

/// <summary>
/// Writes functions, a row each: what each costs itself, and with all it calls, for every sample type; the costliest by
/// the sample type that is meant first. In a sample, a function counts once however often it is in the stack.
/// </summary>
public sealed class CsvFunctionWriter : IProfileWriter
{
    private const int RowsPerLook = 4096;

    private readonly CsvOptions _options;

    /// <summary>Writes with these options.</summary>
    public CsvFunctionWriter(CsvOptions? options = null) => _options = options ?? new CsvOptions();

    /// <inheritdoc/>
    public ReadRequest Request => new()
    {
        Facts = ProfileFacts.Stacks | ProfileFacts.SampleTypes | ProfileFacts.Inlining | ProfileFacts.Mappings | ProfileFacts.Lines,
        LabelKeys = [],
    };

    /// <inheritdoc/>
    public ProfileFacts? Keeps => ProfileFacts.SampleTypes;

    /// <inheritdoc/>
    public void Write(Profile profile, Stream output, ConversionContext context)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(context);
        var costs = new CsvFunctionCosts(profile);
        int row = 0;
        foreach (Sample sample in profile.Samples)
        {
            if (row++ % RowsPerLook == 0)
            {
                context.Cancellation.ThrowIfCancellationRequested();
            }

            costs.Add(sample);
        }

        using CsvWriter table = CsvTable.Writer(output);
        table.WriteField("function");
        table.WriteField("file");
        foreach (SampleType type in profile.SampleTypes)
        {
            table.WriteField($"flat {CsvText.Pair(type.Name, type.Unit)}");
            table.WriteField($"cum {CsvText.Pair(type.Name, type.Unit)}");
        }

        table.EndRecord();
        foreach (int function in costs.InOrder())
        {
            table.WriteField(CsvGuard.Protect(costs.NameOf(function).Name, _options.Guard));
            table.WriteField(CsvGuard.Protect(costs.NameOf(function).File, _options.Guard));
            for (int type = 0; type < profile.SampleTypes.Count; type++)
            {
                table.WriteField(costs.Flat(function, type));
                table.WriteField(costs.Cum(function, type));
            }

            table.EndRecord();
        }
    }
}
