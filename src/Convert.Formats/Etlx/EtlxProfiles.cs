namespace Refold.Formats.Etlx;

/// <summary>What the profiles are called, and what they count.</summary>
internal static class EtlxProfiles
{
    private const string AllNames = "all";

    private static readonly (EtlxProfile Profile, string Name, SampleType[] Types)[] Table =
    [
        (EtlxProfile.Cpu, "cpu", [new("samples", "count"), new("cpu", "nanoseconds")]),
        (EtlxProfile.ThreadTime, "thread-time", [new("samples", "count"), new("thread-time", "nanoseconds")]),
        (EtlxProfile.Alloc, "alloc",
            [new("alloc_events", "count"), new("alloc_objects", "count"), new("alloc_space", "bytes")]),
        (EtlxProfile.Lock, "lock", [new("contentions", "count"), new("delay", "nanoseconds")]),
        (EtlxProfile.Wait, "wait", [new("waits", "count"), new("wait", "nanoseconds")]),
        (EtlxProfile.Exception, "exception", [new("exceptions", "count")]),
        (EtlxProfile.Gc, "gc", [new("pauses", "count"), new("pause", "nanoseconds")]),
        (EtlxProfile.OffCpu, "offcpu", [new("switches", "count"), new("offcpu", "nanoseconds")]),
    ];

    /// <summary>What a profile is called.</summary>
    public static string NameOf(EtlxProfile profile) => Table[(int)profile].Name;

    /// <summary>What a profile counts.</summary>
    public static IReadOnlyList<SampleType> TypesOf(EtlxProfile profile) => Table[(int)profile].Types;

    /// <summary>The profiles of these names, in order; empty for no names, all for <c>all</c>.</summary>
    /// <exception cref="FormatException">A name is not known.</exception>
    public static IReadOnlyList<EtlxProfile> Parse(IReadOnlyList<string> names)
    {
        string known = string.Join(", ", Table.Select(row => row.Name));
        if (names.FirstOrDefault(n => n != AllNames && Table.All(row => row.Name != n)) is { } unknown)
        {
            throw new FormatException($"option 'profile': expected {known} or all, found {Found.Quote(unknown)}");
        }

        bool isAll = names.Contains(AllNames);
        return [.. Table.Where(row => isAll || names.Contains(row.Name)).Select(row => row.Profile)];
    }

    /// <summary>True if all are asked for, so that those that a trace lacks are not missed.</summary>
    public static bool AsksForAll(IReadOnlyList<string> names) => names.Contains(AllNames);
}
