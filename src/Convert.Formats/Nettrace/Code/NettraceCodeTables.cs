using Refold.Formats.DotNet;

namespace Refold.Formats.Nettrace;

/// <summary>The methods, modules and symbols of a trace, and the processes and threads that run them.</summary>
/// <param name="readsLines">Whether maps from code to IL instructions are kept.</param>
internal sealed class NettraceCodeTables(bool readsLines)
{
    /// <summary>The managed methods.</summary>
    public NettraceMethodTable Methods { get; } = new();

    /// <summary>The managed modules.</summary>
    public NettraceModuleTable Modules { get; } = new();

    /// <summary>The maps from the code of managed methods to IL instructions.</summary>
    public NettraceILMaps Lines { get; } = new(readsLines);

    /// <summary>The command line and platform of the traced process.</summary>
    public ClrProcessInfo Process { get; } = new();

    /// <summary>The names of the runtime's own threads.</summary>
    public ClrThreadRoles Roles { get; } = new();

    /// <summary>The processes, mapped files and native symbols of <c>collect-linux</c>.</summary>
    public NettraceUniversalEvents Universal { get; } = new();

    /// <summary>The name of a process; empty if unknown.</summary>
    public string ProcessName(long process) =>
        Universal.NameOf(process) is { Length: > 0 } name ? name : Process.ProgramName;
}
