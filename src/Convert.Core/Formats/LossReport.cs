namespace Refold;

/// <summary>What a profile has that a format does not keep, in words.</summary>
public static class LossReport
{
    private static readonly (Fidelity Fact, string Id, string Words)[] Facts =
    [
        (Fidelity.SampleTypes, "loss.sample-types", "further sample types"),
        (Fidelity.Labels, "loss.labels", "labels"),
        (Fidelity.Times, "loss.times", "times"),
        (Fidelity.Lines, "loss.lines", "source lines"),
        (Fidelity.Addresses, "loss.addresses", "addresses"),
        (Fidelity.Mappings, "loss.mappings", "mappings"),
        (Fidelity.Inlining, "loss.inlining", "marks of inlining"),
        (Fidelity.SystemNames, "loss.system-names", "system names"),
        (Fidelity.Info, "loss.info", "facts about the whole"),
    ];

    /// <summary>What writing a profile in a format drops, what its reader left out already among it.</summary>
    public static Fidelity Of(Profile profile, ProfileFormat target)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(target);
        return (profile.Uses | profile.LeftOut) & ~target.Keeps;
    }

    /// <summary>One sentence: <c>folded keeps no labels, times or addresses</c>; empty if nothing is lost.</summary>
    public static string Describe(Fidelity lost, ProfileFormat target)
    {
        ArgumentNullException.ThrowIfNull(target);
        string[] words = [.. Facts.Where(f => lost.HasFlag(f.Fact)).Select(f => f.Words)];
        return words switch
        {
            [] => "",
            [var one] => $"{target.Name} keeps no {one}",
            [.. var most, var last] => $"{target.Name} keeps no {string.Join(", ", most)} or {last}",
        };
    }

    /// <summary>Logs each kind of loss under its own id: <c>loss.times</c>, <c>loss.labels</c> and so on.</summary>
    /// <param name="lost">What is lost.</param>
    /// <param name="target">The format that is written.</param>
    /// <param name="name">The name of the output.</param>
    /// <param name="context">Where the warnings go.</param>
    public static void Warn(Fidelity lost, ProfileFormat target, string name, ConversionContext context)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(context);
        foreach ((Fidelity fact, string id, string words) in Facts)
        {
            if (lost.HasFlag(fact))
            {
                context.Diagnostics.Warn(id, new InputPosition(name), $"{target.Name} keeps no {words}");
            }
        }
    }
}
