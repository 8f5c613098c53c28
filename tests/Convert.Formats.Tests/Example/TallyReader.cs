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
        ProfileBuilder builder = ProfileBuilder.ForInput(input.Name, context, new SampleType("samples", "count"));
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

    private static StackId AddStack(ProfileBuilder builder, ReadOnlySpan<byte> names)
    {
        var stack = new List<LocationId>();
        foreach (Range range in names.Split((byte)' '))
        {
            ReadOnlySpan<byte> name = names[range];
            if (!name.IsEmpty)
            {
                stack.Add(builder.AddLocation(builder.AddFunction(new Function(builder.AddString(name)))));
            }
        }

        // The builder takes stacks leaf first.
        stack.Reverse();
        return builder.AddStack([.. stack]);
    }
}
