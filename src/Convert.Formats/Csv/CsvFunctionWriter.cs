using CsvHelper;
using Refold.Aggregation;

namespace Refold.Formats.Csv;

/// <summary>
/// Writes a row for each function: its flat and cumulative cost in every sample type. The first row has the largest
/// flat cost in the default sample type. A sample counts once for each function of its stack.
/// </summary>
/// <remarks>
/// <code>
/// function,file,flat cpu/nanoseconds,cum cpu/nanoseconds
/// main.work,/src/main.go,30,70
/// runtime.mallocgc,/go/src/runtime/malloc.go,20,20
/// </code>
/// </remarks>
public sealed class CsvFunctionWriter : IProfileWriter
{
    private readonly CsvOptions _options;

    /// <summary>Creates a writer.</summary>
    public CsvFunctionWriter(CsvOptions? options = null) => _options = options ?? new CsvOptions();

    /// <inheritdoc/>
    public ReadRequest Request => new()
    {
        Facts = ProfileFacts.Stacks | ProfileFacts.SampleTypes | ProfileFacts.Inlining | ProfileFacts.Mappings
            | ProfileFacts.Lines,
        LabelKeys = [],
    };

    /// <inheritdoc/>
    public ProfileFacts? Keeps => ProfileFacts.SampleTypes;

    /// <inheritdoc/>
    public void Write(Profile profile, Stream output, ConversionContext context)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(context);
        var costs = new CsvFunctionCosts(profile, context.Cancellation);
        using CsvWriter table = CsvTable.CreateWriter(output);
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
                FunctionCost cost = costs.CostOf(function, type);
                table.WriteField(cost.Flat);
                table.WriteField(cost.Cumulative);
            }

            table.EndRecord();
        }
    }
}
