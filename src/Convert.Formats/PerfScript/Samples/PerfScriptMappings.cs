using Refold.Storage;

namespace Refold.Formats.PerfScript;

/// <summary>The files that are mapped in each process, from the PERF_RECORD lines between the samples.</summary>
/// <remarks>
/// <code>
/// MMAP2 1/1: /bin/app at 0x564a00000000         process 1: /bin/app
/// FORK(7:7):(1:1)                               process 7: the mappings of its parent, process 1
/// COMM exec: sh:7/7                             process 7: none, until it maps files itself
/// MMAP -1/0: [kernel.kallsyms]                  process -1: the kernel, searched after each other process
/// </code>
/// Without such lines a dso is a mapping with only a name.
/// </remarks>
internal sealed class PerfScriptMappings(ProfileBuilder builder)
{
    private const long Kernel = -1;
    private const int MaxAncestors = 64;
    private const int MaxMapsOfFile = 64;

    private readonly FingerprintTable _byName = new();
    private readonly Dictionary<long, Process> _processes = [];
    private readonly Dictionary<long, long> _processOfThread = [];
    private ulong _version;

    /// <summary>
    /// A number that changes whenever a dso of a process may be another mapping than before; 0 while no mapping is
    /// known.
    /// </summary>
    public ulong VersionOf(long process) =>
        _version == 0 ? 0 : (_processes.GetValueOrDefault(process)?.Version ?? 0) + (VersionOfKernel << 32) + 1;

    private ulong VersionOfKernel => _processes.GetValueOrDefault(Kernel)?.Version ?? 0;

    /// <summary>
    /// The process of a thread; if it is unknown, the id of the thread: the first thread of a process has its id.
    /// </summary>
    public long ProcessOf(long thread) => _processOfThread.GetValueOrDefault(thread, thread);

    /// <summary>Adds a record; false if its kind does not concern mappings or processes.</summary>
    public bool TryAdd(in PerfScriptSideRecord record)
    {
        if (record.TryGetMap(out PerfScriptMmap map, out long pid, out long tid))
        {
            AddThread(pid, tid);
            AddMap(pid, map);
            return true;
        }

        if (record.TryGetComm(out pid, out tid, out bool isExec))
        {
            AddThread(pid, tid);
            AddProcess(pid, null, isExec);
            return true;
        }

        if (record.TryGetFork(out pid, out tid, out long parent))
        {
            AddThread(pid, tid);
            AddProcess(pid, parent, pid != parent);
            return true;
        }

        return record.Kind.SequenceEqual("EXIT"u8) || record.Kind.StartsWith("FINISHED"u8);
    }

    /// <summary>Finds or adds the mapping of a frame's dso.</summary>
    public MappingId Find(ReadOnlySpan<byte> dso, long process, ulong address)
    {
        if (dso.IsEmpty)
        {
            return default;
        }

        if (_version == 0)
        {
            return FindByName(dso);
        }

        StringId file = builder.AddString(dso);
        Mapping mapping = FindMap(file, process, address);
        return builder.AddMapping(mapping.File == default ? new Mapping(0, 0, 0, file) : mapping);
    }

    private MappingId FindByName(ReadOnlySpan<byte> dso)
    {
        var key = Fingerprint.Compute(dso);
        if (!_byName.TryGet(key, out int number))
        {
            number = builder.AddMapping(new Mapping(0, 0, 0, builder.AddString(dso))).Number;
            _byName.Add(key, number);
        }

        return new MappingId(number);
    }

    // perf prints the mappings of the kernel as those of process -1, thread 0; but thread 0 belongs to process 0.
    private void AddThread(long pid, long tid)
    {
        if (pid >= 0)
        {
            _processOfThread[tid] = pid;
        }
    }

    // A new program has no mapping of the previous one; a new process has those of its parent.
    private void AddProcess(long pid, long? parent, bool isNew)
    {
        if (isNew)
        {
            _processes[pid] = new Process(parent) { Version = ++_version };
        }
    }

    private void AddMap(long pid, in PerfScriptMmap map)
    {
        ulong limit = unchecked(map.Start + map.Length);
        if (!map.IsExecutable || limit < map.Start || map.File.IsEmpty)
        {
            return;
        }

        if (!_processes.TryGetValue(pid, out Process? process))
        {
            _processes[pid] = process = new Process(null);
        }

        StringId file = builder.AddString(map.File);
        process.Version = ++_version;
        if (!process.Maps.TryGetValue(file, out List<Mapping>? maps))
        {
            process.Maps[file] = maps = [];
        }

        if (maps.Count == MaxMapsOfFile)
        {
            maps.RemoveAt(0);
        }

        maps.Add(new Mapping(map.Start, limit, map.Offset, file, builder.AddString(map.BuildId)));
    }

    private Mapping FindMap(StringId file, long pid, ulong address)
    {
        long? next = pid;
        for (int i = 0; i < MaxAncestors && next is { } number; i++)
        {
            Process? process = _processes.GetValueOrDefault(number);
            if (process is not null && process.Maps.TryGetValue(file, out List<Mapping>? maps))
            {
                return Best(maps, address);
            }

            next = process?.Parent;
        }

        return pid == Kernel ? default : FindMap(file, Kernel, address);
    }

    // perf prints offsets in the file in call chains, and addresses in memory otherwise. The latest mapping wins.
    private static Mapping Best(List<Mapping> maps, ulong address)
    {
        int best = maps.FindLastIndex(m => address >= m.Start && address < m.Limit);
        best = best >= 0 ? best
            : maps.FindLastIndex(m => address >= m.FileOffset && address - m.FileOffset < m.Limit - m.Start);
        return maps[best >= 0 ? best : ^1];
    }

    private sealed class Process(long? parent)
    {
        public long? Parent { get; } = parent;

        public Dictionary<StringId, List<Mapping>> Maps { get; } = [];

        public ulong Version { get; set; }
    }
}
