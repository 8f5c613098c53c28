using Refold.Aggregation;
using Refold.Text;

namespace Refold.Formats.Dot;

/// <summary>
/// Writes a call graph in Graphviz's language (https://graphviz.org/doc/info/lang.html), as pprof draws it: the size of
/// a node's text is for its flat cost, the colour of the node for its cumulative cost.
/// </summary>
public sealed class DotWriter : IProfileWriter
{
    private readonly DotOptions _options;

    /// <summary>Creates a writer.</summary>
    public DotWriter(DotOptions? options = null) => _options = options ?? new DotOptions();

    /// <inheritdoc/>
    public ReadRequest Request => new()
    {
        Facts = ProfileFacts.Stacks | ProfileFacts.SampleTypes | ProfileFacts.Mappings | ProfileFacts.Inlining
            | ProfileFacts.Info
            | (_options.Tags ? ProfileFacts.Labels : ProfileFacts.None)
            | (_options.Graph.Granularity == FrameGranularity.Functions ? ProfileFacts.None : ProfileFacts.Lines)
            | (_options.Graph.Granularity == FrameGranularity.Addresses ? ProfileFacts.Addresses : ProfileFacts.None),
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
        var withoutLabels = new FactProjection(ProfileFacts.All & ~ProfileFacts.Labels);
        Profile shown = _options.Tags ? profile : withoutLabels.Apply(profile, context);
        shown = _options.DropFrames ? new DeclaredFramePruner().Apply(shown, context) : shown;
        int type = shown.DefaultSampleType;
        var graph = CallGraph.Create(shown, type, _options.Graph, context.Cancellation);
        var text = new Utf8Output(output);
        new DotText(graph, shown.SampleTypes[type].Unit, text).Write(DotLegend.Create(shown, graph, _options));
        text.Flush();
    }
}
