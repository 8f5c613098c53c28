using Refold.Aggregation;
using Refold.Formats;

namespace Refold;

/// <summary>Appends line numbers to the names of functions, for formats that keep names only.</summary>
/// <remarks>
/// Frames of one function at different lines are then different frames of folded stacks and flame graphs:
/// <code>
/// main main.c:10, work w.c:20    →    main:10;work:20
/// main main.c:10, work w.c:22    →    main:10;work:22
/// </code>
/// Frames without a line number or a name are unchanged.
/// </remarks>
public sealed class LineNamer : IProfileTransform
{
    /// <inheritdoc/>
    public ReadRequest Request { get; } = new() { Facts = ProfileFacts.Stacks | ProfileFacts.Lines, LabelKeys = [] };

    /// <inheritdoc/>
    public Profile Apply(Profile profile, ConversionContext context)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(context);
        var rewriter = new ProfileRewriter(profile, context);
        rewriter.Copier.Locations = id => Rename(profile, id, rewriter);
        return rewriter.Run();
    }

    private static LocationId Rename(Profile profile, LocationId id, ProfileRewriter rewriter)
    {
        Location location = profile[id];
        var lines = new Line[location.Lines.Length];
        for (int i = 0; i < lines.Length; i++)
        {
            Line line = location.Lines[i];
            Function copy = rewriter.Copier.WithCopiedNames(profile[line.Function]);
            Function numbered = Numbered(profile, line, copy, rewriter);
            lines[i] = line with { Function = rewriter.Target.AddFunction(numbered) };
        }

        return rewriter.Target.AddLocation(
            rewriter.Copier.Copy(location.Mapping), location.Address, lines, location.IsFolded);
    }

    private static Function Numbered(Profile profile, in Line line, in Function copy, ProfileRewriter rewriter)
    {
        ReadOnlySpan<byte> name = profile.Utf8NameOf(line.Function);
        return name.IsEmpty || line.Number == 0
            ? copy
            : copy with { Name = rewriter.Target.AddString([.. name, .. SymbolTidier.LineSuffix(line.Number)]) };
    }
}
