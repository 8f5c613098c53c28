using System.Text;
using Refold.Text;

namespace Refold.Formats.FlameGraph;

/// <summary>Writes the element of one frame.</summary>
/// <remarks>
/// Byte for byte the output of flamegraph.pl, since many scripts read its lines with regular expressions:
/// <code>
/// &lt;g &gt;
/// &lt;title&gt;work (50 samples, 50.00%)&lt;/title&gt;&lt;rect x="246.0" y="53" width="590.0" height="15.0" …/&gt;
/// &lt;text  x="249.00" y="63.5" &gt;work&lt;/text&gt;
/// &lt;/g&gt;
/// </code>
/// A label that does not fit is cut: <c>a_long_na..</c>; below three characters it is empty.
/// </remarks>
internal sealed class FrameWriter
{
    // The least number of characters of a label: one, and the two dots of a cut name.
    private const int MinLabelLength = 3;

    private readonly FlameGraphOptions _options;
    private readonly FlameGraphGeometry _geometry;
    private readonly FlameGraphScale _scale;
    private readonly Utf8Output _output;
    private readonly byte[] _countName;
    private readonly List<FrameRowMarkup> _rows = [];

    /// <summary>Creates the writer of the frames of one graph.</summary>
    public FrameWriter(
        FlameGraphOptions options, FlameGraphGeometry geometry, FlameGraphScale scale, Utf8Output output)
    {
        _options = options;
        _geometry = geometry;
        _scale = scale;
        _output = output;
        _countName = Encoding.UTF8.GetBytes(' ' + XmlText.Escape(scale.CountName) + ", ");
    }

    /// <summary>Writes a frame.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="attributes">The attributes of its name from a name-attribute file; null for none.</param>
    public void Write(in DrawnFrame frame, FrameAttributes? attributes)
    {
        _output.Write(attributes is null ? "<g >\n"u8 : attributes.Open);
        _output.Write("<title>"u8);
        if (attributes?.Title is { } title)
        {
            _output.Write(title);
        }
        else
        {
            WriteTitle(frame);
        }

        _output.Write("</title>"u8);
        WriteShape(frame);
        _output.Write(attributes is null ? "</g>\n"u8 : attributes.Close);
    }

    private void WriteTitle(in DrawnFrame frame)
    {
        XmlText.Escape(frame.IsRoot ? "all"u8 : WithoutAnnotation(frame.Name), _output);
        _output.Write(" ("u8);
        Decimals.WriteGrouped(_output, _scale.ToDisplayed(frame.Value));
        _output.Write(_countName);
        double percent = _scale.Percent(frame.Value);
        if (frame.IsRoot && percent is > 99.995 and < 100.005)
        {
            _output.Write("100%)"u8);
            return;
        }

        WritePercent(percent);
        if (frame.Delta is { } delta)
        {
            Int128 change = _options.Negate ? -delta : delta;
            _output.Write(change > 0 ? "; +"u8 : "; "u8);
            WritePercent(_scale.Percent(change));
        }

        _output.Write(")"u8);
    }

    private void WritePercent(double percent)
    {
        Decimals.WriteHundredths(_output, percent);
        _output.Write("%"u8);
    }

    private void WriteShape(in DrawnFrame frame)
    {
        FrameRowMarkup row = GetRow(frame.Depth);
        double left = _scale.X(frame.Start);
        double right = _scale.X(frame.Start + frame.Width);
        long x = Decimals.Tenths(left);
        _output.Write("<rect x=\""u8);
        Decimals.WriteTenths(_output, x);
        _output.Write(row.BeforeWidth);
        Decimals.WriteTenths(_output, Decimals.Tenths(right) - x);
        _output.Write(row.BeforeFill);
        WriteColor(frame.Color);
        _output.Write(")\" rx=\"2\" ry=\"2\" />\n<text  x=\""u8);
        Decimals.WriteHundredths(_output, left + 3);
        _output.Write(row.BeforeLabel);
        int room = (int)((right - left) / (_options.FontSize * _options.FontWidth));
        if (room >= MinLabelLength)
        {
            WriteLabel(frame.IsRoot ? "all"u8 : WithoutAnnotation(frame.Name), room);
        }

        _output.Write("</text>\n"u8);
    }

    private void WriteLabel(ReadOnlySpan<byte> name, int room)
    {
        int length = GetByteLength(name, room);
        if (length == name.Length)
        {
            XmlText.EscapeLabel(name, _output);
            return;
        }

        XmlText.EscapeLabel(name[..GetByteLength(name, room - 2)], _output);
        _output.Write(".."u8);
    }

    // The length in bytes of the first characters of a name.
    private static int GetByteLength(ReadOnlySpan<byte> name, int characters)
    {
        int length = 0;
        while (length < name.Length && characters-- > 0)
        {
            Rune.DecodeFromUtf8(name[length..], out _, out int used);
            length += used;
        }

        return length;
    }

    private void WriteColor(Rgb color)
    {
        _output.Write((long)color.Red);
        _output.Write(","u8);
        _output.Write((long)color.Green);
        _output.Write(","u8);
        _output.Write((long)color.Blue);
    }

    private FrameRowMarkup GetRow(int depth)
    {
        while (_rows.Count <= depth)
        {
            _rows.Add(FrameRowMarkup.Create(_geometry, _rows.Count));
        }

        return _rows[depth];
    }

    // _[k] kernel, _[w] waker, _[i] inlined, _[j] compiled at run time: these select the colour and are not shown.
    private static ReadOnlySpan<byte> WithoutAnnotation(ReadOnlySpan<byte> name) =>
        name is [.., (byte)'_', (byte)'[', (byte)'k' or (byte)'w' or (byte)'i' or (byte)'j', (byte)']']
            ? name[..^4]
            : name;
}
