using Refold.Formats;

namespace Refold;

/// <summary>Puts one sample type of two profiles side by side, for differential flame graphs.</summary>
/// <remarks>
/// The result has the sample types <c>before</c> and <c>after</c>, like folded stacks with two counts per line
/// (difffolded.pl). It has two inputs, and so is not an <see cref="IProfileTransform"/>.
/// <code>
/// profile   main;f 9   main;g 3              base   main;f 3   main;h 2
///
///                    before  after           with Normalizes (× 12/5)   before  after
///           main;f        3      9                             main;f        7      9
///           main;g        0      3                             main;g        0      3
///           main;h        2      0                             main;h        5      0
/// </code>
/// </remarks>
public sealed class ProfileComparer
{
    /// <summary>The name of the sample type with the values of the base.</summary>
    public const string Before = "before";

    /// <summary>The name of the sample type with the values of the profile; it is the default.</summary>
    public const string After = "after";

    /// <summary>Whether the base is first scaled to the total of the profile.</summary>
    public bool Normalizes { get; init; }

    /// <summary>The sample type that the default one is compared with.</summary>
    /// <param name="profile">The profile.</param>
    /// <returns>
    /// The index of <see cref="Before"/>, from 0, if the default is <see cref="After"/> in the same unit; else -1.
    /// </returns>
    public static int FindBefore(Profile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        SampleType type = profile.SampleTypes[profile.DefaultSampleType];
        return type.Name == After ? profile.SampleTypes.ToList().IndexOf(type with { Name = Before }) : -1;
    }

    /// <summary>Compares the default sample type of a profile with that of a base.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="baseline">
    /// The base: its equal sample type is used, else one that would be merged with that of the profile: with a plural s
    /// more or less, or with another unit that can be converted.
    /// </param>
    /// <param name="context">Receives warnings; its limits and its cancellation apply.</param>
    /// <exception cref="ProfileFormatException">
    /// The base has no such sample type, or the result would exceed the limits.
    /// </exception>
    /// <exception cref="OperationCanceledException">The context was cancelled.</exception>
    public Profile Compare(Profile profile, Profile baseline, ConversionContext context)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(baseline);
        ArgumentNullException.ThrowIfNull(context);
        SampleType type = profile.SampleTypes[profile.DefaultSampleType];
        int other = FindType(baseline, type);
        Profile before = baseline.WithSampleType(other, new SampleType(Before, type.Unit));
        _ = Units.TryRatio(baseline.SampleTypes[other].Unit, type.Unit, out double unitRatio);
        before = Scale(before, unitRatio, context);
        Profile after = profile.WithSampleType(profile.DefaultSampleType, type with { Name = After });
        if (Normalizes)
        {
            Int128 total = before.Samples.Sum(0);
            double ratio = total == 0 ? 0 : (double)after.Samples.Sum(0) / (double)total;
            before = Scale(before, ratio, context);
        }

        ProfileMerger merger = ProfileMerger.KeepingAll(context);
        merger.Add(before, "base");
        merger.Add(after, "profile");
        Profile both = merger.Build();
        return both.WithDefaultSampleType(After);
    }

    private static Profile Scale(Profile profile, double ratio, ConversionContext context) =>
        ratio == 1 ? profile : new ValueScaler(ratio).Apply(profile, context);

    private static int FindType(Profile baseline, SampleType type)
    {
        SampleType[] types = [.. baseline.SampleTypes];
        int equal = Array.IndexOf(types, type);
        int found = equal >= 0 ? equal : Array.FindIndex(types, t => SampleTypeMerger.Matches(t, type));
        if (found >= 0)
        {
            return found;
        }

        string known = string.Join(", ", types.Select(t => MessageText.Quote(t.ToString())));
        throw new ProfileFormatException(
            new InputPosition("base"), $"expected sample type {MessageText.Quote(type.ToString())}, found {known}");
    }
}
