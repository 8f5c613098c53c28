namespace Refold;

/// <summary>What a profile has that a format does not keep, in words.</summary>
public static class LossReport
{
    /// <summary>The kinds of facts, each with the id of the warning and in words, in the order in which they are told.</summary>
    internal static readonly (Fidelity Fact, string Id, string Words)[] Facts =
    [
        (Fidelity.Stacks, "loss.stacks", "whole stacks"),
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

    /// <summary>
    /// One sentence: <c>folded keeps no labels, times or addresses</c>; empty if nothing is lost.
    /// </summary>
    public static string Describe(Fidelity lost, ProfileFormat target)
    {
        ArgumentNullException.ThrowIfNull(target);
        string none = List(lost & ~target.KeepsPartly, "or");
        string some = List(lost & target.KeepsPartly, "and");
        return (none, some) switch
        {
            ("", "") => "",
            (_, "") => $"{target.Name} keeps no {none}",
            ("", _) => $"{target.Name} keeps {some} only in part",
            _ => $"{target.Name} keeps no {none}, and {some} only in part",
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
                string message = target.KeepsPartly.HasFlag(fact) ? $"{words} only in part" : $"no {words}";
                context.Diagnostics.Warn(id, new InputPosition(name), $"{target.Name} keeps {message}");
            }
        }
    }

    private static string List(Fidelity facts, string beforeLast)
    {
        string[] words = [.. Facts.Where(f => facts.HasFlag(f.Fact)).Select(f => f.Words)];
        return words switch
        {
            [] => "",
            [var one] => one,
            [.. var most, var last] => $"{string.Join(", ", most)} {beforeLast} {last}",
        };
    }
}
