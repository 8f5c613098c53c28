namespace Refold.Formats.DotNet;

/// <summary>What the profiles are called, and what they count.</summary>
internal static class ClrChannelTable
{
    private static readonly (ClrChannel Channel, string Name, SampleType[] Types)[] Table =
    [
        (ClrChannel.Cpu, "cpu", [new("samples", "count"), new("cpu", "nanoseconds")]),
        (ClrChannel.ThreadTime, "thread-time", [new("samples", "count"), new("thread-time", "nanoseconds")]),
        (ClrChannel.Alloc, "alloc",
            [new("alloc_events", "count"), new("alloc_objects", "count"), new("alloc_space", "bytes")]),
        (ClrChannel.Lock, "lock", [new("contentions", "count"), new("delay", "nanoseconds")]),
        (ClrChannel.Wait, "wait", [new("waits", "count"), new("wait", "nanoseconds")]),
        (ClrChannel.Exception, "exception", [new("exceptions", "count")]),
        (ClrChannel.Gc, "gc", [new("pauses", "count"), new("pause", "nanoseconds")]),
        (ClrChannel.OffCpu, "offcpu", [new("switches", "count"), new("offcpu", "nanoseconds")]),
        (ClrChannel.Events, "events", [new("events", "count")]),
    ];

    /// <summary>All of them, the one that most people want first.</summary>
    public static IReadOnlyList<ClrChannel> All { get; } = [.. Table.Select(row => row.Channel)];

    /// <summary>What people call a profile.</summary>
    public static string NameOf(ClrChannel channel) => Table[(int)channel].Name;

    /// <summary>What a profile counts.</summary>
    public static IReadOnlyList<SampleType> TypesOf(ClrChannel channel) => Table[(int)channel].Types;

    /// <summary>
    /// The profiles that names mean; empty if there are none. <c>all</c> means all but
    /// <c>events</c>, in which the others are once more.
    /// </summary>
    /// <exception cref="FormatException">A name is not known.</exception>
    public static IReadOnlyList<ClrChannel> Parse(IEnumerable<string> names)
    {
        SortedSet<ClrChannel> channels = [];
        foreach (string name in names)
        {
            channels.UnionWith(name == "all" ? All.Where(p => p != ClrChannel.Events) : [Find(name)]);
        }

        return [.. channels];
    }

    private static ClrChannel Find(string name)
    {
        int index = Array.FindIndex(Table, row => row.Name == name);
        return index >= 0
            ? Table[index].Channel
            : throw new FormatException($"option 'profile': expected {string.Join(", ", All.Select(NameOf))} or all, found {MessageText.Quote(name)}");
    }
}
