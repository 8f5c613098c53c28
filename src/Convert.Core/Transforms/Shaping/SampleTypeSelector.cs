using System.Buffers;
using System.Globalization;
using Refold.Formats;

namespace Refold;

/// <summary>Keeps one sample type of a profile.</summary>
/// <remarks>The new profile shares all rows with its source, so the transform costs nothing.</remarks>
/// <param name="type">The index of the sample type, from 0.</param>
public sealed class SampleTypeSelector(int type) : IProfileTransform
{
    // perf-list(1), "event modifiers".
    private static readonly SearchValues<char> Modifiers = SearchValues.Create("ukhGHIpPSDWe");

    /// <inheritdoc/>
    public ReadRequest Request { get; } = new() { Facts = ProfileFacts.SampleTypes, LabelKeys = [] };

    /// <summary>Finds a sample type by its name or index.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="name">What to find; the first rule with a match is used, and its first match.</param>
    /// <returns>The index of the sample type, from 0; -1 if there is none.</returns>
    /// <remarks>
    /// <code>
    /// inuse_space      the name
    /// cpu/nanoseconds  name and unit, to choose among equal names
    /// space            inuse_space, and inuse_space finds space: pprof's -sample_index ignores this prefix
    /// cycles           cycles:u, cpu_core/cycles/u: an event of perf without its modifiers and PMU
    /// 1                the index, from 0, as pprof's -sample_index
    /// </code>
    /// </remarks>
    public static int Find(Profile profile, string name)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(name);
        Predicate<SampleType>[] rules =
        [
            t => t.Name == name,
            t => t.ToString() == name,
            t => WithoutInUse(t.Name) == WithoutInUse(name),
            t => EventOf(t.Name) == name,
        ];
        SampleType[] types = [.. profile.SampleTypes];
        int found = rules.Select(rule => Array.FindIndex(types, rule)).FirstOrDefault(i => i >= 0, -1);
        bool isIndex = int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out int index);
        return found >= 0 ? found : isIndex && index < types.Length ? index : -1;
    }

    private static string WithoutInUse(string name)
    {
        const string Prefix = "inuse_";
        return name.StartsWith(Prefix, StringComparison.Ordinal) ? name[Prefix.Length..] : name;
    }

    // cycles:u is cycles, cpu_core/cycles/u, too; tracepoints (sched:sched_switch) have no modifiers.
    private static string EventOf(string name)
    {
        string[] parts = name.Split('/');
        if (parts.Length == 3)
        {
            return parts[1];
        }

        int colon = name.LastIndexOf(':');
        return colon > 0 && name.AsSpan(colon + 1).IndexOfAnyExcept(Modifiers) < 0 ? name[..colon] : name;
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">The profile has no such sample type.</exception>
    public Profile Apply(Profile profile, ConversionContext context)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentOutOfRangeException.ThrowIfNegative(type);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(type, profile.SampleTypes.Count);
        return profile.SampleTypes.Count == 1 ? profile : profile.WithSampleType(type);
    }
}
