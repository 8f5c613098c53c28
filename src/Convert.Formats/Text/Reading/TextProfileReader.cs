namespace Refold.Formats.Text;

/// <summary>Reads the canonical text of a profile, as <see cref="TextProfileWriter"/> writes it.</summary>
public sealed class TextProfileReader : IProfileReader
{
    /// <inheritdoc/>
    public Profile Read(ProfileInput input, ConversionContext context)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(context);
        var lines = new Utf8LineReader(input, context.Limits);
        ReadSignature(lines, input.Name);
        var builder = ProfileBuilder.ForInput(input.Name, context);
        var rows = new TextRowReader(builder);
        var info = new TextInfoReader(builder);
        var end = new TextEndCheck(lines, context.Diagnostics);
        while (lines.TryReadLine(out ReadOnlySpan<byte> line))
        {
            context.CheckCancelled(lines.LineNumber);
            var scanner = new TextScanner(line, lines.Position);
            if (!scanner.IsAtEnd && !end.IsPartial(line))
            {
                ReadLine(ref scanner, rows, info, end);
            }
        }

        end.Check(rows.SampleCount);
        info.Finish();
        return builder.SampleTypes.Count > 0
            ? builder.Build()
            : throw new ProfileFormatException(lines.Position, "expected at least one type, found none");
    }

    private static void ReadSignature(Utf8LineReader lines, string name)
    {
        bool hasLine = lines.TryReadLine(out ReadOnlySpan<byte> line);
        if (!line.SequenceEqual("refold profile 1"u8))
        {
            throw new ProfileFormatException(
                new InputPosition(name, Line: 1),
                $"expected 'refold profile 1', found {(hasLine ? MessageText.Quote(line) : "nothing")}");
        }
    }

    private static void ReadLine(ref TextScanner scanner, TextRowReader rows, TextInfoReader info, TextEndCheck end)
    {
        if (!end.TryRead(ref scanner) && !rows.TryRead(ref scanner) && !info.TryRead(ref scanner))
        {
            throw scanner.Unexpected("the keyword of a row or a fact");
        }

        if (!scanner.IsAtEnd)
        {
            throw scanner.Unexpected("the end of the line");
        }
    }
}
