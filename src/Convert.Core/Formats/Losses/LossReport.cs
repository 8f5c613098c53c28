namespace Refold.Formats;

/// <summary>The facts, sample types and samples of a profile that are lost when it is written in a format.</summary>
public sealed class LossReport
{
    private const string OneType = "name of the sample type";

    /// <summary>The kinds of facts in the order of reports, each with the id of its warning and its name.</summary>
    internal static readonly (ProfileFacts Fact, string Id, string Words)[] AllFacts =
    [
        (ProfileFacts.Stacks, "loss.stacks", "whole stacks"),
        (ProfileFacts.SampleTypes, "loss.sample-types", "further sample types"),
        (ProfileFacts.Labels, "loss.labels", "labels"),
        (ProfileFacts.Times, "loss.times", "times"),
        (ProfileFacts.Lines, "loss.lines", "source lines"),
        (ProfileFacts.Addresses, "loss.addresses", "addresses"),
        (ProfileFacts.Mappings, "loss.mappings", "mappings"),
        (ProfileFacts.Inlining, "loss.inlining", "inlining"),
        (ProfileFacts.SystemNames, "loss.system-names", "system names"),
        (ProfileFacts.Info, "loss.info", "start time, duration, period, comments"),
    ];

    private readonly Profile _profile;
    private readonly ProfileFormat _target;

    private LossReport(Profile profile, ProfileFormat target, ProfileFacts facts, ValueLoss values)
    {
        _profile = profile;
        _target = target;
        Facts = facts;
        Values = values;
    }

    /// <summary>The facts that are lost, including those that the reader discarded.</summary>
    public ProfileFacts Facts { get; }

    /// <summary>The sample types and samples that are lost.</summary>
    public ValueLoss Values { get; }

    /// <summary>Compares a profile with the facts that a format keeps.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="target">The format of the output.</param>
    /// <param name="writer">Its writer, whose options may change the kept facts; null for the default options.</param>
    public static LossReport Create(Profile profile, ProfileFormat target, IProfileWriter? writer = null)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(target);
        ProfileFacts keeps = writer?.Keeps ?? target.Keeps;
        bool hasNames = keeps.HasFlag(ProfileFacts.SampleTypes);
        IReadOnlyList<int> types = writer?.TypesOf(profile)
            ?? (hasNames ? [.. Enumerable.Range(0, profile.SampleTypes.Count)] : [profile.DefaultSampleType]);
        ValueLoss values = ValueLoss.Create(profile, types);
        ProfileFacts held = profile.Facts | profile.Discarded;

        // A picture shows the name of its sample type, although reading it does not give it back.
        bool losesTypes = values.Discarded.Count > 0
            || (held.HasFlag(ProfileFacts.SampleTypes) && !hasNames && target.Kind == FormatKind.Interchange);
        ProfileFacts facts = held & ~keeps & ~ProfileFacts.SampleTypes;
        return new(profile, target, losesTypes ? facts | ProfileFacts.SampleTypes : facts, values);
    }

    /// <summary>
    /// Describes the lost facts: <c>folded keeps no labels, times or addresses</c>; empty if there are none.
    /// </summary>
    public string Describe()
    {
        string none = List(Facts & ~_target.KeepsPartly, "or");
        string some = List(Facts & _target.KeepsPartly, "and");
        return (none, some) switch
        {
            ("", "") => "",
            (_, "") => $"{_target.Name} keeps no {none}",
            ("", _) => $"{_target.Name} keeps {some} only in part",
            _ => $"{_target.Name} keeps no {none}, and {some} only in part",
        };
    }

    /// <summary>
    /// Describes the lost sample types and samples; empty if there are none, or if a picture shows one value of every
    /// sample.
    /// </summary>
    public string DescribeValues() =>
        Values.Samples == 0 && _target.Kind != FormatKind.Interchange ? "" : Values.ToString();

    /// <summary>
    /// Reports each kind of loss as a warning with its own id: <c>loss.times</c>, <c>loss.labels</c> and so on, and
    /// <c>loss.samples</c> for each lost sample.
    /// </summary>
    /// <param name="name">The name of the output.</param>
    /// <param name="context">The context that gets the warnings.</param>
    public void Warn(string name, ConversionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        foreach ((ProfileFacts fact, string id, _) in AllFacts.Where(f => Facts.HasFlag(f.Fact)))
        {
            string words = WordsOf(fact);
            string message = _target.KeepsPartly.HasFlag(fact) ? $"{words} only in part" : $"no {words}";
            context.Diagnostics.Warn(id, new InputPosition(name), $"{_target.Name} keeps {message}");
        }

        if (Values.Samples > 0 && context.Diagnostics.Count("loss.samples", Values.Samples))
        {
            string message = $"{Values.CountOfSamples} have no value in the sample types that are written";
            context.Diagnostics.Keep(new Diagnostic("loss.samples", new InputPosition(name), message));
        }
    }

    /// <summary>Counts the lost facts of each kind, for a profile of which no facts were discarded.</summary>
    public IReadOnlyList<LossCount> Count() =>
    [
        .. AllFacts.Where(f => Facts.HasFlag(f.Fact)).Select(
            f => new LossCount(f.Fact, HeadingOf(f.Fact), LossCounter.Count(_profile, f.Fact, Values))),
    ];

    private string HeadingOf(ProfileFacts fact) => fact == ProfileFacts.Info ? "profile info" : WordsOf(fact);

    private string WordsOf(ProfileFacts fact) =>
        fact == ProfileFacts.SampleTypes && _profile.SampleTypes.Count == 1
            ? OneType
            : AllFacts.First(f => f.Fact == fact).Words;

    private string List(ProfileFacts facts, string beforeLast)
    {
        string[] words = [.. AllFacts.Where(f => facts.HasFlag(f.Fact)).SelectMany(f => WordsOf(f.Fact).Split(", "))];
        return words switch
        {
            [] => "",
            [var one] => one,
            [.. var most, var last] => $"{string.Join(", ", most)} {beforeLast} {last}",
        };
    }
}
