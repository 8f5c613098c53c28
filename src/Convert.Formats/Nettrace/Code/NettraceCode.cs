using Refold.Formats.DotNet;

namespace Refold.Formats.Nettrace;

/// <summary>All that a trace tells of code: what managed and native addresses mean.</summary>
internal sealed class NettraceCode(bool wantsLines)
{
    /// <summary>Managed methods.</summary>
    public NettraceMethods Methods { get; } = new();

    /// <summary>Managed modules.</summary>
    public NettraceModules Modules { get; } = new();

    /// <summary>Which code of managed methods is of which instruction.</summary>
    public NettraceLines Lines { get; } = new(wantsLines);

    /// <summary>What the runtime says of its process.</summary>
    public ClrProcessInfo Process { get; } = new();

    /// <summary>What threads are for.</summary>
    public ClrThreadRoles Roles { get; } = new();

    /// <summary>Processes, their files and symbols.</summary>
    public NettraceUniversalEvents Native { get; } = new();

    /// <summary>The name of a process; empty if the trace does not tell.</summary>
    public string ProcessName(long process) =>
        Native.NameOf(process) is { Length: > 0 } name ? name : Process.ProgramName;
}
