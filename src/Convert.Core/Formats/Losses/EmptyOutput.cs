using System.Globalization;

namespace Refold.Formats;

/// <summary>Reports an output without values, with the reason and a sample type that has values.</summary>
public static class EmptyOutput
{
    /// <summary>The id of the note about a profile without samples.</summary>
    public const string NoSamples = "output.no-samples";

    /// <summary>The id of the warning about written sample types whose values are all 0.</summary>
    public const string NoValues = "output.no-values";

    /// <summary>
    /// Reports a profile of which only zeros would be written. A second report for the same conversion is discarded, so
    /// that a writer and its caller may both call it.
    /// </summary>
    /// <param name="profile">The profile.</param>
    /// <param name="written">The indexes of the written sample types: <see cref="IProfileWriter.TypesOf"/>.</param>
    /// <param name="name">The name of the output.</param>
    /// <param name="context">The context that gets the report.</param>
    /// <param name="advice">Formats advice on how to choose a sample type; null if there is no way to choose.</param>
    /// <returns>Whether only zeros would be written.</returns>
    public static bool Report(
        Profile profile,
        IReadOnlyList<int> written,
        string name,
        ConversionContext context,
        Func<SampleType, string>? advice = null)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(written);
        ArgumentNullException.ThrowIfNull(context);
        if (written.Any(profile.Samples.HasValues))
        {
            return false;
        }

        DiagnosticLog log = context.Diagnostics;
        if (profile.Samples.Count == 0 && !log.Counts.ContainsKey(NoSamples))
        {
            log.Note(NoSamples, new InputPosition(name), "empty, since the profile has no samples");
        }
        else if (profile.Samples.Count > 0 && !log.Counts.ContainsKey(NoValues))
        {
            log.Warn(NoValues, new InputPosition(name), $"empty, since {Reason(profile, written, advice)}");
        }

        return true;
    }

    private static string Reason(Profile profile, IReadOnlyList<int> written, Func<SampleType, string>? advice)
    {
        string zero = string.Join(", ", written.Select(column => Name(profile.SampleTypes[column])));
        string samples = profile.Samples.Count.ToString(CultureInfo.InvariantCulture);
        string none = $"{zero} {(written.Count == 1 ? "is" : "are")} 0 in all samples ({samples})";
        int other = FindOther(profile, written[^1]);
        return other < 0 ? none
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{none}; {Name(profile.SampleTypes[other])} has {profile.Samples.Sum(other)}")
                + advice?.Invoke(profile.SampleTypes[other]);
    }

    // A sample type with the same unit, such as alloc_space for inuse_space; the last of several, which is the default.
    private static int FindOther(Profile profile, int zero)
    {
        int[] others = [.. Enumerable.Range(0, profile.SampleTypes.Count).Where(profile.Samples.HasValues)];
        string unit = profile.SampleTypes[zero].Unit;
        return others.LastOrDefault(c => profile.SampleTypes[c].Unit == unit, others.LastOrDefault(-1));
    }

    private static string Name(SampleType type) => MessageText.Quote(type.ToString())[1..^1];
}
