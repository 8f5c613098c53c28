using Refold.Formats.DotNet;

namespace Refold.Formats.Nettrace;

/// <summary>All that a trace tells of code: what managed and native addresses mean.</summary>
internal sealed class NettraceCodeTables(bool readsLines)
{
    /// <summary>Managed methods.</summary>
    public NettraceMethodTable Methods { get; } = new();

    /// <summary>Managed modules.</summary>
    public NettraceModuleTable Modules { get; } = new();

    /// <summary>Which code of managed methods is of which instruction.</summary>
    public NettraceILMaps Lines { get; } = new(readsLines);

    /// <summary>What the runtime says of its process.</summary>
    public ClrProcessInfo Process { get; } = new();

    /// <summary>What threads are for.</summary>
    public ClrThreadRoles Roles { get; } = new();

    /// <summary>Processes, their files and symbols.</summary>
    public NettraceUniversalEvents Universal { get; } = new();

    /// <summary>The name of a process; empty if the trace does not tell.</summary>
    public string ProcessName(long process) =>
        Universal.NameOf(process) is { Length: > 0 } name ? name : Process.ProgramName;
}
