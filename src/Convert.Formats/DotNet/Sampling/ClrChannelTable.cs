namespace Refold.Formats.DotNet;

/// <summary>The names and sample types of the channels.</summary>
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

    /// <summary>All channels, in the order of <see cref="ClrChannel"/>.</summary>
    public static IReadOnlyList<ClrChannel> All { get; } = [.. Table.Select(row => row.Channel)];

    /// <summary>The name of a channel in the option <c>profile</c>.</summary>
    public static string NameOf(ClrChannel channel) => Table[(int)channel].Name;

    /// <summary>The sample types of a channel.</summary>
    public static IReadOnlyList<SampleType> TypesOf(ClrChannel channel) => Table[(int)channel].Types;

    /// <summary>
    /// Converts names to channels, in the order of <see cref="All"/>. <c>all</c> is every channel except <c>events</c>,
    /// which counts the events of the others a second time.
    /// </summary>
    /// <exception cref="FormatException">A name is unknown.</exception>
    public static IReadOnlyList<ClrChannel> Parse(IEnumerable<string> names)
    {
        SortedSet<ClrChannel> channels = [];
        foreach (string name in names)
        {
            channels.UnionWith(name == "all" ? All.Where(channel => channel != ClrChannel.Events) : [Find(name)]);
        }

        return [.. channels];
    }

    private static ClrChannel Find(string name)
    {
        int index = Array.FindIndex(Table, row => row.Name == name);
        if (index < 0)
        {
            string known = string.Join(", ", All.Select(NameOf));
            throw new FormatException($"option 'profile': expected {known} or all, found {MessageText.Quote(name)}");
        }

        return Table[index].Channel;
    }
}
