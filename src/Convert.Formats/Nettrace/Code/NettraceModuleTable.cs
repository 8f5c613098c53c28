using Refold.Formats.DotNet;

namespace Refold.Formats.Nettrace;

/// <summary>The managed modules of a trace.</summary>
/// <remarks>
/// The payload of ModuleLoad and ModuleDCEnd; strings are UTF-16 up to a zero:
/// <code>
/// i64 i64 i32 i32     module id, assembly id, flags, reserved
/// string string       path of the IL image, path of the native image
/// u16                 runtime, since version 2
/// guid i32 string     id, age and path of the PDB, since version 2
/// </code>
/// </remarks>
internal sealed class NettraceModuleTable
{
    private readonly Dictionary<(long Process, long Id), ClrModule> _modules = [];

    /// <summary>The paths of all modules.</summary>
    public IEnumerable<string> Paths => _modules.Values.Select(module => module.Path);

    /// <summary>Finds a module; null if unknown.</summary>
    public ClrModule? Find(long process, long id) => _modules.GetValueOrDefault((process, id));

    /// <summary>Adds the module of an event.</summary>
    /// <exception cref="NettraceDamageException">The payload is too short.</exception>
    public void Add(NettraceEventType type, long process, ref NettraceCursor payload)
    {
        long id = payload.ReadInt64();
        payload.ReadInt64(); // the assembly
        payload.ReadInt64(); // flags, reserved
        string path = payload.ReadUtf16().ToString();
        string native = payload.ReadUtf16().ToString();
        path = path.Length > 0 ? path : native;
        if (type.Version >= 2 && payload.Remaining >= 22)
        {
            payload.ReadUInt16(); // the runtime
            Guid symbols = payload.ReadGuid();
            payload.ReadInt32(); // the age of the PDB
            _modules[(process, id)] = new ClrModule(path, payload.ReadUtf16().ToString(), symbols);
        }
        else
        {
            _modules[(process, id)] = new ClrModule(path);
        }
    }
}
