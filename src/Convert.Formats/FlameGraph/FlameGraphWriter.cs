namespace Refold.Formats.FlameGraph;

/// <summary>Writes a profile as an SVG flame graph that zooms and searches, as flamegraph.pl draws it.</summary>
public sealed class FlameGraphWriter : IProfileWriter
{
    // How many frames are written between two looks at the cancellation token.
    private const int FramesPerLook = 4096;

    private readonly FlameGraphOptions _options;

    /// <summary>Makes a writer.</summary>
    /// <exception cref="FormatException">An option makes no sense.</exception>
    public FlameGraphWriter(FlameGraphOptions? options = null) =>
        _options = FlameGraphOptionChecks.Check(options ?? new FlameGraphOptions());

    /// <inheritdoc/>
    public ProfileNeeds Needs { get; } = new() { Fidelity = Fidelity.None };

    /// <inheritdoc/>
    public void Write(Profile profile, Stream output, ConversionContext context)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(context);
        var names = new FrameNameTable();
        FrameTree tree = new FlameGraphStacks(profile, _options, names).Merge(context.Cancellation);
        var buffer = new SvgBuffer(output);
        if (tree.Widths[0] == 0)
        {
            context.Diagnostics.Warn(
                "flamegraph.empty", new InputPosition("profile"), "expected samples, found none: the picture is empty");
            FlameGraphDocument.WriteEmpty(_options, buffer);
        }
        else
        {
            WriteGraph(tree, names, profile.SampleTypes[profile.DefaultSampleType], buffer, context);
        }

        buffer.Flush();
    }

    private void WriteGraph(
        FrameTree tree, FrameNameTable names, SampleType type, SvgBuffer output, ConversionContext context)
    {
        Int128 whole = Int128.Max(tree.Widths[0], _options.Total);
        var scale = new FlameGraphScale(_options, type, whole);
        List<FlameGraphBox> boxes = FlameGraphLayout.Of(tree, names, scale.MinWidth);
        int rows = boxes.Count == 0 ? 1 : boxes.Max(b => b.Depth) + 1;
        var geometry = new FlameGraphGeometry(_options, rows);
        var document = new FlameGraphDocument(_options, geometry, output);
        document.WriteHead();
        var frames = new FrameWriter(_options, geometry, scale, output);
        var attributes = NameAttributes.Read(_options.NameAttributeFile, context.Diagnostics);
        PaletteMap? map = _options.PaletteFile.Length > 0
            ? PaletteMap.Read(_options.PaletteFile, context.Diagnostics)
            : null;
        var colors = new FrameColors(_options, map);
        foreach (FlameGraphBox box in boxes)
        {
            ReadOnlySpan<byte> name = names[tree.NameIds[box.Node]];
            Int128 width = box.Node == 0 ? whole : tree.Widths[box.Node];
            frames.Write(
                new DrawnFrame
                {
                    Name = name,
                    Depth = box.Depth,
                    Start = box.Start,
                    Width = width,
                    Value = box.Node == 0 ? whole : tree.Values[box.Node],
                    Color = colors.Of(name, scale.Share(width)),
                },
                attributes.IsEmpty ? null : attributes.Find(name));
        }

        document.WriteTail(new FrameSpans(boxes, b => b.Node == 0 ? whole : tree.Widths[b.Node]));
        map?.Write(_options.PaletteFile);
    }
}
