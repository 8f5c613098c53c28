using Refold.Formats;

namespace Refold;

/// <summary>Renames functions.</summary>
/// <remarks>The old name becomes the system name, unless the function has one, so that no name is lost.</remarks>
/// <param name="rename">Returns the new name for a name; called once for each distinct function.</param>
public sealed class FunctionRenamer(Func<string, string> rename) : IProfileTransform
{
    /// <inheritdoc/>
    public ReadRequest Request { get; } = new() { Facts = ProfileFacts.None, LabelKeys = [] };

    /// <inheritdoc/>
    public Profile Apply(Profile profile, ConversionContext context)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(context);
        var rewriter = new ProfileRewriter(profile, context);
        rewriter.Copier.Functions = id => Rename(profile, id, rewriter);
        return rewriter.Run();
    }

    private Function Rename(Profile profile, FunctionId id, ProfileRewriter rewriter)
    {
        Function row = rewriter.Copier.WithCopiedNames(profile[id]);
        string before = profile.Text(profile[id].Name);
        string after = before.Length == 0 ? before : rename(before);
        return after == before ? row : row with
        {
            Name = rewriter.Target.AddString(after),
            SystemName = row.SystemName == default ? row.Name : row.SystemName,
        };
    }
}
