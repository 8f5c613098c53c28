namespace Refold.Formats.Shared.Clr;

/// <summary>What the profiles are called, and what they count.</summary>
internal static class ClrProfiles
{
    private static readonly (ClrProfile Profile, string Name, SampleType[] Types)[] Table =
    [
        (ClrProfile.Cpu, "cpu", [new("samples", "count"), new("cpu", "nanoseconds")]),
        (ClrProfile.ThreadTime, "thread-time", [new("samples", "count"), new("thread-time", "nanoseconds")]),
        (ClrProfile.Alloc, "alloc",
            [new("alloc_events", "count"), new("alloc_objects", "count"), new("alloc_space", "bytes")]),
        (ClrProfile.Lock, "lock", [new("contentions", "count"), new("delay", "nanoseconds")]),
        (ClrProfile.Wait, "wait", [new("waits", "count"), new("wait", "nanoseconds")]),
        (ClrProfile.Exception, "exception", [new("exceptions", "count")]),
        (ClrProfile.Gc, "gc", [new("pauses", "count"), new("pause", "nanoseconds")]),
        (ClrProfile.OffCpu, "offcpu", [new("switches", "count"), new("offcpu", "nanoseconds")]),
        (ClrProfile.Events, "events", [new("events", "count")]),
    ];

    /// <summary>All of them, the one that most people want first.</summary>
    public static IReadOnlyList<ClrProfile> All { get; } = [.. Table.Select(row => row.Profile)];

    /// <summary>What people call a profile.</summary>
    public static string NameOf(ClrProfile profile) => Table[(int)profile].Name;

    /// <summary>What a profile counts.</summary>
    public static IReadOnlyList<SampleType> TypesOf(ClrProfile profile) => Table[(int)profile].Types;

    /// <summary>
    /// The profiles that names mean; empty if there are none. <c>all</c> means all but
    /// <c>events</c>, in which the others are once more.
    /// </summary>
    /// <exception cref="FormatException">A name is not known.</exception>
    public static IReadOnlyList<ClrProfile> Parse(IEnumerable<string> names)
    {
        SortedSet<ClrProfile> profiles = [];
        foreach (string name in names)
        {
            profiles.UnionWith(name == "all" ? All.Where(p => p != ClrProfile.Events) : [Find(name)]);
        }

        return [.. profiles];
    }

    private static ClrProfile Find(string name)
    {
        int index = Array.FindIndex(Table, row => row.Name == name);
        return index >= 0
            ? Table[index].Profile
            : throw new FormatException($"option 'profile': expected {string.Join(", ", All.Select(NameOf))} or all, found {Found.Quote(name)}");
    }
}
