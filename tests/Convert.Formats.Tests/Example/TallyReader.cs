using System.Buffers.Text;

namespace Refold.Formats.Tests.Example;

/// <summary>Reads tallies: a count, then the frames of a stack, root first.</summary>
/// <remarks>
/// <code>
/// # tally
/// 42 main work malloc
/// 7 main work
/// </code>
/// </remarks>
public sealed class TallyReader : IProfileReader
{
    /// <inheritdoc/>
    public Profile Read(ProfileInput input, ConversionContext context)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(context);
        var builder = new ProfileBuilder(context, new SampleType("samples", "count")) { SumsEqualSamples = true };
        var lines = new Utf8LineReader(input, context.Limits);
        while (lines.TryReadLine(out ReadOnlySpan<byte> line))
        {
            if (line.IsEmpty || line[0] == '#')
            {
                continue;
            }

            if (!Utf8Parser.TryParse(line, out long count, out int length) || count < 0)
            {
                throw new ProfileFormatException(lines.Position, $"expected a count, found {MessageText.Quote(line)}");
            }

            builder.AddSample(AddStack(builder, line[length..]), [count]);
        }

        return builder.Build();
    }

    // The builder takes stacks leaf first.
    private static StackId AddStack(ProfileBuilder builder, ReadOnlySpan<byte> names)
    {
        var stack = new List<LocationId>();
        foreach (Range range in names.Split((byte)' '))
        {
            ReadOnlySpan<byte> name = names[range];
            if (!name.IsEmpty)
            {
                FunctionId function = builder.AddFunction(new Function { Name = builder.AddString(name) });
                stack.Insert(0, builder.AddLocation(function));
            }
        }

        return builder.AddStack([.. stack]);
    }
}
