using Refold.Text;

namespace Refold.Formats.FlameGraph;

/// <summary>Writes a profile as an interactive SVG flame graph, as flamegraph.pl draws it.</summary>
public sealed class FlameGraphWriter : IProfileWriter
{
    private readonly FlameGraphOptions _options;

    /// <summary>Creates a writer.</summary>
    /// <param name="options">The options of the graph; null for the defaults.</param>
    /// <exception cref="FormatException">The value of an option is not valid.</exception>
    public FlameGraphWriter(FlameGraphOptions? options = null) =>
        _options = FlameGraphOptionChecks.Check(options ?? new FlameGraphOptions());

    /// <inheritdoc/>
    public ReadRequest Request => _options.FlameChart
        ? _options.Names.Request.Union(
            new ReadRequest { Facts = ProfileFacts.Order | ProfileFacts.Labels, LabelKeys = FlameChartThreads.Keys })
        : _options.Names.Request;

    /// <inheritdoc/>
    public IReadOnlyList<int> TypesOf(Profile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        var columns = FlameGraphColumns.Create(profile, _options);
        return columns.Before < 0 ? [columns.After] : [columns.Before, columns.After];
    }

    /// <inheritdoc/>
    public void Write(Profile profile, Stream output, ConversionContext context)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(context);
        var columns = FlameGraphColumns.Create(profile, _options);
        DrawnTree tree = DrawnTree.Create(profile, _options, columns, context.Cancellation);
        Stream bytes = _options.Encoding.Length == 0 || IsUtf8 ? output : new CharacterReferenceStream(output);
        var text = new Utf8Output(bytes);
        if (tree.Width(0) == 0)
        {
            WarnEmpty(profile, context);
            FlameGraphDocument.WriteEmpty(_options, text);
        }
        else
        {
            WriteGraph(new FlameGraphPicture(_options, tree, columns, profile), text, context);
        }

        text.Flush();
    }

    private void WarnEmpty(Profile profile, ConversionContext context)
    {
        var position = new InputPosition("profile");
        if (!EmptyOutput.Report(profile, TypesOf(profile), position.Input, context))
        {
            context.Diagnostics.Warn(
                "flamegraph.empty", position, "expected stacks that can be drawn, found none: the picture is empty");
        }
    }

    private bool IsUtf8 => _options.Encoding.Equals("utf-8", StringComparison.OrdinalIgnoreCase)
        || _options.Encoding.Equals("utf8", StringComparison.OrdinalIgnoreCase);

    private void WriteGraph(FlameGraphPicture picture, Utf8Output output, ConversionContext context)
    {
        var attributes = NameAttributes.Read(_options.NameAttributeFile, context.Diagnostics);
        PaletteMap? map = _options.PaletteFile.Length == 0
            ? null
            : PaletteMap.Read(_options.PaletteFile);
        var colors = new FrameColors(_options, map);
        var document = new FlameGraphDocument(picture.Options, picture.Geometry, output);
        var frames = new FrameWriter(_options, picture.Geometry, picture.Scale, output);
        document.WriteHead();
        for (int i = 0; i < picture.Boxes.Count; i++)
        {
            context.CheckCancelled(i);
            DrawnFrame frame = picture.Frame(i, colors);
            frames.Write(frame, attributes.IsEmpty ? null : attributes.Find(frame.Name));
        }

        document.WriteTail(picture);
        if (map is not null)
        {
            context.AtEnd(() => map.Write(_options.PaletteFile));
        }
    }
}
