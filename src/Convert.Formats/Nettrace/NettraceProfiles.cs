namespace Refold.Formats.Nettrace;

/// <summary>What the profiles are called, and what they count.</summary>
internal static class NettraceProfiles
{
    private static readonly (NettraceProfile Profile, string Name, SampleType[] Types)[] Table =
    [
        (NettraceProfile.Cpu, "cpu", [new("samples", "count"), new("cpu", "nanoseconds")]),
        (NettraceProfile.ThreadTime, "thread-time", [new("samples", "count"), new("thread-time", "nanoseconds")]),
        (NettraceProfile.Alloc, "alloc",
            [new("alloc_events", "count"), new("alloc_objects", "count"), new("alloc_space", "bytes")]),
        (NettraceProfile.Lock, "lock", [new("contentions", "count"), new("delay", "nanoseconds")]),
        (NettraceProfile.Wait, "wait", [new("waits", "count"), new("wait", "nanoseconds")]),
        (NettraceProfile.Exception, "exception", [new("exceptions", "count")]),
        (NettraceProfile.Gc, "gc", [new("pauses", "count"), new("pause", "nanoseconds")]),
        (NettraceProfile.OffCpu, "offcpu", [new("switches", "count"), new("offcpu", "nanoseconds")]),
        (NettraceProfile.Events, "events", [new("events", "count")]),
    ];

    /// <summary>All of them, the one that most people want first.</summary>
    public static IReadOnlyList<NettraceProfile> All { get; } = [.. Table.Select(row => row.Profile)];

    /// <summary>The names, in the same order.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Table.Select(row => row.Name)];

    /// <summary>What people call a profile.</summary>
    public static string NameOf(NettraceProfile profile) => Table[(int)profile].Name;

    /// <summary>What a profile counts.</summary>
    public static IReadOnlyList<SampleType> TypesOf(NettraceProfile profile) => Table[(int)profile].Types;

    /// <summary>
    /// The profiles that a list of names, with commas between, means; empty if it is empty. <c>all</c> means all but
    /// <c>events</c>, in which the others are once more.
    /// </summary>
    /// <exception cref="FormatException">A name is not known.</exception>
    public static IReadOnlyList<NettraceProfile> Parse(string names)
    {
        SortedSet<NettraceProfile> profiles = [];
        foreach (string name in names.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            profiles.UnionWith(name == "all" ? All.Where(p => p != NettraceProfile.Events) : [Find(name)]);
        }

        return [.. profiles];
    }

    private static NettraceProfile Find(string name)
    {
        int index = Array.FindIndex(Table, row => row.Name == name);
        return index >= 0
            ? Table[index].Profile
            : throw new FormatException($"option 'profile': expected {string.Join(", ", Names)} or all, found '{name}'");
    }
}
