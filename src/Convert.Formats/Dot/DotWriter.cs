using Refold.Aggregation;

namespace Refold.Formats.Dot;

/// <summary>
/// Writes a call graph in Graphviz's language (https://graphviz.org/doc/info/lang.html), drawn as the pprof tool does:
/// the larger a node's text, the more it costs itself; the redder a node, the more it costs with all it calls.
/// </summary>
public sealed class DotWriter : IProfileWriter
{
    private readonly DotOptions _options;

    /// <summary>Writes with these options.</summary>
    public DotWriter(DotOptions? options = null) => _options = options ?? new DotOptions();

    /// <inheritdoc/>
    public ProfileNeeds Needs => new()
    {
        Fidelity = Fidelity.Stacks | Fidelity.SampleTypes | Fidelity.Mappings | Fidelity.Inlining | Fidelity.Info
            | (_options.Tags ? Fidelity.Labels : Fidelity.None)
            | (_options.Graph.Granularity == FrameGranularity.Functions ? Fidelity.None : Fidelity.Lines)
            | (_options.Graph.Granularity == FrameGranularity.Addresses ? Fidelity.Addresses : Fidelity.None),
        LabelKeys = _options.Tags ? null : [],
    };

    /// <inheritdoc/>
    public IReadOnlyList<int> TypesOf(Profile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        return [profile.DefaultSampleType];
    }

    /// <inheritdoc/>
    public void Write(Profile profile, Stream output, ConversionContext context)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(context);
        Profile shown = _options.Tags ? profile : LossProjector.Project(profile, Fidelity.All & ~Fidelity.Labels);
        shown = _options.DropFrames ? new DeclaredFramePruner().Apply(shown, context) : shown;
        int type = shown.DefaultSampleType;
        var graph = CallGraph.Of(shown, type, _options.Graph, context.Cancellation);
        var text = new Utf8Output(output);
        new DotText(graph, shown.SampleTypes[type].Unit, text).Write(DotLegend.Of(shown, graph, _options));
        text.Flush();
    }
}
