using System.Diagnostics.Tracing;
using Microsoft.Diagnostics.NETCore.Client;

namespace Refold.Cli.Collect;

/// <summary>
/// The event providers, keywords and levels that the profiles need, from the runtime's list of events
/// (<c>ClrEtwAll.man</c>).
/// </summary>
internal sealed class RecordedProfiles
{
    private const string Runtime = "Microsoft-Windows-DotNETRuntime";
    private const string Sampler = "Microsoft-DotNETCore-SampleProfiler";

    // The default.
    private const string Usual = ThreadTime;
    private const string ThreadTime = "thread-time";

    // Accepted since it is a common name, although the sampler does not measure CPU time.
    private const string Cpu = "cpu";

    // Keywords of the runtime's provider.
    private const long Collections = 0x1;
    private const long Loader = 0x8;
    private const long Jit = 0x10;
    private const long Contention = 0x4000;
    private const long Exceptions = 0x8000;
    private const long LineMaps = 0x20000;
    private const long SampledAllocations = 0x800_0000_0000;
    private const long WaitHandles = 0x400_0000_0000;

    // Names of methods as they are compiled: the rundown at the end has only those that are still loaded.
    private const long Names = Loader | Jit | LineMaps;

    // Allocation ticks come from every runtime, at the level of details; sampled allocations from .NET 10 on.
    private static readonly (string Name, long Keywords, bool NeedsDetails)[] Known =
    [
        (ThreadTime, 0, false),
        ("alloc", Collections | SampledAllocations, true),
        ("lock", Contention, false),
        ("wait", WaitHandles, true),
        ("exception", Exceptions, false),
        ("gc", Collections, false),
    ];

    private RecordedProfiles(IReadOnlyList<string> names, bool isCalledCpu)
    {
        List = names;
        IsCalledCpu = isCalledCpu;
    }

    /// <summary>The names that can be requested.</summary>
    public static IReadOnlyList<string> AllNames { get; } = [.. Known.Select(k => k.Name), Cpu];

    /// <summary>The names of the profiles.</summary>
    public IReadOnlyList<string> List { get; }

    /// <summary>Whether thread time was requested as <c>cpu</c>.</summary>
    public bool IsCalledCpu { get; }

    /// <summary>The profiles of a list such as <c>thread-time,alloc</c>.</summary>
    /// <param name="text">The list; null for the default.</param>
    /// <exception cref="UsageException">A name is unknown.</exception>
    public static RecordedProfiles Parse(string? text)
    {
        string[] names = (text ?? Usual).Split(',', StringSplitOptions.TrimEntries);
        if (names.FirstOrDefault(n => !AllNames.Contains(n)) is { } unknown)
        {
            throw new UsageException(
                $"--profile: expected one or more of {string.Join(", ", AllNames)}, "
                + $"found {MessageText.Quote(unknown)}");
        }

        return new RecordedProfiles(
            [.. names.Select(n => n == Cpu ? ThreadTime : n).Distinct()], names.Contains(Cpu));
    }

    /// <summary>The providers to request from the runtime.</summary>
    public IEnumerable<EventPipeProvider> Providers()
    {
        (string Name, long Keywords, bool NeedsDetails)[] chosen = [.. Known.Where(k => List.Contains(k.Name))];
        long keywords = chosen.Aggregate(Names, (all, k) => all | k.Keywords);

        // With the collector's keyword, the verbose level adds every allocation tick, which pauses do not need.
        bool isDetailed = chosen.Any(k => k.NeedsDetails) || (keywords & Collections) == 0;
        yield return new EventPipeProvider(
            Runtime, isDetailed ? EventLevel.Verbose : EventLevel.Informational, keywords);
        if (List.Contains(ThreadTime))
        {
            yield return new EventPipeProvider(Sampler, EventLevel.Informational);
        }
    }
}
