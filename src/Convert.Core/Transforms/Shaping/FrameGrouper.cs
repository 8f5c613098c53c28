using Refold.Aggregation;
using Refold.Formats;

namespace Refold;

/// <summary>Merges frames that are equal at a coarser granularity, and samples that become equal.</summary>
/// <remarks>
/// pprof: <c>-functions</c>, <c>-filefunctions</c>, <c>-files</c>, <c>-lines</c>; pprof has no packages and modules.
/// Samples are summed unless they have times. Frames that become equal within a stack stay repeated;
/// <see cref="RecursionFolder"/> makes one of them.
/// <code>
/// addresses    net/http.(*conn).serve server.go:1930 0x64a0f3
/// lines        net/http.(*conn).serve server.go:1930
/// functions    net/http.(*conn).serve
/// files        server.go
/// packages     net/http
/// modules      server                                         the binary
/// </code>
/// </remarks>
/// <param name="granularity">The properties by which frames differ.</param>
public sealed class FrameGrouper(FrameGranularity granularity) : IProfileTransform
{
    private const string NoFile = "(no file)";
    private const string NoPackage = "(no package)";
    private const string NoModule = "(no module)";

    /// <inheritdoc/>
    public ReadRequest Request { get; } = new()
    {
        Facts = ProfileFacts.Stacks | ProfileFacts.Lines | ProfileFacts.Mappings | ProfileFacts.Inlining,
        LabelKeys = [],
    };

    /// <inheritdoc/>
    public Profile Apply(Profile profile, ConversionContext context)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(context);
        if (granularity == FrameGranularity.Addresses)
        {
            return profile;
        }

        var rewriter = new ProfileRewriter(profile, context, sums: !profile.Samples.HasTimes);
        rewriter.Copier.Functions = id => FunctionOf(profile, id, rewriter);
        rewriter.Copier.Locations = granularity == FrameGranularity.Modules
            ? id => ModuleOf(profile, profile[id].Mapping, rewriter)
            : id => CodeOf(profile[id], rewriter);
        return rewriter.Run();
    }

    private static LocationId ModuleOf(Profile profile, MappingId mapping, ProfileRewriter rewriter)
    {
        string file = profile.Text(profile[mapping].File);
        string name = file.Length == 0 ? NoModule : file[(file.LastIndexOfAny(['/', '\\']) + 1)..];
        ProfileBuilder target = rewriter.Target;
        FunctionId function = target.AddFunction(name.Length == 0 ? file : name);
        return target.AddLocation(rewriter.Copier.Copy(mapping), 0, [new Line(function)]);
    }

    // The location without its address.
    private LocationId CodeOf(in Location location, ProfileRewriter rewriter)
    {
        bool hasLines = granularity == FrameGranularity.Lines;
        Line[] lines = Array.ConvertAll(
            location.Lines.ToArray(), l => new Line(rewriter.Copier.Copy(l.Function), hasLines ? l.Number : 0));
        return rewriter.Target.AddLocation(rewriter.Copier.Copy(location.Mapping), 0, lines);
    }

    private Function FunctionOf(Profile profile, FunctionId id, ProfileRewriter rewriter)
    {
        Function row = profile[id];
        Function copy = rewriter.Copier.WithCopiedNames(row);
        string file = profile.Text(row.File);
        return granularity switch
        {
            FrameGranularity.Functions => copy with { File = default, StartLine = 0 },
            FrameGranularity.Files => Named(rewriter, file.Length == 0 ? NoFile : file) with { File = copy.File },
            FrameGranularity.Packages => Named(
                rewriter, PackageNames.Find(profile.Text(row.Name), file) is { Length: > 0 } name ? name : NoPackage),
            _ => copy,
        };
    }

    private static Function Named(ProfileRewriter rewriter, string name) =>
        new(rewriter.Target.AddString(name), default, default);
}
