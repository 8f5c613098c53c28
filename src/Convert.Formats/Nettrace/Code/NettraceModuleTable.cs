using Refold.Formats.DotNet;

namespace Refold.Formats.Nettrace;

/// <summary>The modules that a trace tells of: ModuleLoad and its relatives.</summary>
internal sealed class NettraceModuleTable
{
    private readonly Dictionary<(long Process, long Id), ClrModule> _modules = [];

    /// <summary>The paths of all of them.</summary>
    public IEnumerable<string> Paths => _modules.Values.Select(module => module.Path);

    /// <summary>A module; null if the trace does not tell of it.</summary>
    public ClrModule? Find(long process, long id) => _modules.GetValueOrDefault((process, id));

    /// <summary>Adds what an event tells.</summary>
    /// <exception cref="NettraceDamageException">The payload is too short.</exception>
    public void Add(NettraceEventType type, long process, ref NettraceCursor payload)
    {
        long id = payload.ReadInt64();
        payload.ReadInt64(); // the assembly
        payload.ReadInt64(); // flags
        string path = payload.ReadUtf16().ToString();
        string native = payload.ReadUtf16().ToString();
        path = path.Length > 0 ? path : native;
        if (type.Version >= 2 && payload.Left >= 22)
        {
            payload.ReadUInt16(); // the runtime
            Guid symbols = payload.ReadGuid();
            payload.ReadInt32(); // how often the symbols were written
            _modules[(process, id)] = new ClrModule(path, payload.ReadUtf16().ToString(), symbols);
        }
        else
        {
            _modules[(process, id)] = new ClrModule(path);
        }
    }
}
