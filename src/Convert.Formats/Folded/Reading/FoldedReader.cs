using Refold.Text;

namespace Refold.Formats.Folded;

/// <summary>Reads folded stacks; each line is one sample. <see cref="FoldedWriter"/> writes them.</summary>
/// <remarks>
/// <code>
/// # any comment
/// main;work;malloc 42
/// main;work 7
///
/// main;work 30 10                      two counts on all lines: before and after
///
/// samples/count cpu/nanoseconds        a header line: one count for each sample type on every line
/// main;work 3 30000000
/// </code>
/// The page of the format has the grammar and all lines that are accepted.
/// </remarks>
public sealed class FoldedReader : IProfileReader
{
    private readonly FoldedOptions _options;

    /// <summary>Creates a reader.</summary>
    /// <param name="options">The options; null for the defaults.</param>
    public FoldedReader(FoldedOptions? options = null) => _options = options ?? new FoldedOptions();

    /// <inheritdoc/>
    public Profile Read(ProfileInput input, ConversionContext context)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(context);
        var lines = new Utf8LineReader(input, context.Limits);
        bool hasLine = TryReadContent(lines, out ReadOnlySpan<byte> line, out List<string> comments);
        SampleType[]? header = hasLine ? FoldedLine.TryReadHeader(line) : null;
        SampleType[]? austin = hasLine && header is null && _options.Counts == 0
            ? AustinHead.TryRead(comments, line)
            : null;
        SampleType[] types = header ?? austin ?? TypesOf(input);
        var builder = ProfileBuilder.ForInput(input.Name, context, types);
        bool areCountsGuessed = header is null && austin is null && _options.Counts == 0;
        var samples = new FoldedSampleReader(
            builder, lines, context, _options.RootLabel, austin is not null, areCountsGuessed);
        if (header is not null && !lines.HasLineEnd)
        {
            context.Diagnostics.WarnOfCut(
                "folded.cut", lines.Position, "the file ends early, inside the names of sample types");
        }
        else if (hasLine && header is null)
        {
            samples.Add(line);
        }

        while (lines.TryReadLine(out line))
        {
            if (FoldedLine.IsContent(line))
            {
                samples.Add(line);
            }
            else
            {
                AddComment(line, comments);
            }
        }

        samples.Finish();
        builder.Info = new ProfileInfo { Comments = comments, DefaultSampleType = (austin ?? [types[^1]])[0].Name };
        return builder.Build();
    }

    private static bool TryReadContent(Utf8LineReader lines, out ReadOnlySpan<byte> line, out List<string> comments)
    {
        comments = [];
        while (lines.TryReadLine(out line))
        {
            if (FoldedLine.IsContent(line))
            {
                return true;
            }

            AddComment(line, comments);
        }

        return false;
    }

    private static void AddComment(ReadOnlySpan<byte> line, List<string> comments)
    {
        const int MaxComments = 1000;
        ReadOnlySpan<byte> text = line.Trim("# \t"u8);
        if (!text.IsEmpty && comments.Count < MaxComments)
        {
            comments.Add(Utf8Text.Decode(text));
        }
    }

    private SampleType[] TypesOf(ProfileInput input) =>
        _options.Counts == 2 || (_options.Counts == 0 && FoldedDetector.HasTwoCounts(input.Head))
            ? FoldedSampleTypes.BeforeAndAfter
            : [FoldedSampleTypes.Samples];
}
