using Refold.Formats.DotNet;

namespace Refold.Formats.Nettrace;

/// <summary>Maps the declared event types to the kinds that profiles use.</summary>
/// <remarks>
/// The runtime's events have fixed ids ("CLR ETW events" on learn.microsoft.com, ClrEtwAll.man of dotnet/runtime).
/// Those of Universal.Events are found by name, since their ids vary.
/// </remarks>
internal static class NettraceEventKinds
{
    /// <summary>Finds the kind of an event type; <see cref="ClrEventKind.None"/> if profiles do not use it.</summary>
    public static ClrEventKind Find(string provider, int id, string name) => provider switch
    {
        "Microsoft-DotNETCore-SampleProfiler" when id == 0 => ClrEventKind.ThreadSample,
        "Microsoft-Windows-DotNETRuntime" => FindRuntime(id),
        "Microsoft-Windows-DotNETRuntimeRundown" => FindRundown(id),
        "Microsoft-DotNETCore-EventPipe" when name == "ProcessInfo" => ClrEventKind.ProcessInfo,
        "Universal.Events" => name switch
        {
            "cpu" => ClrEventKind.CpuSample,
            "cswitch" => ClrEventKind.ContextSwitch,
            _ => ClrEventKind.None,
        },
        "Universal.System" => FindSystem(id),
        _ => ClrEventKind.None,
    };

    private static ClrEventKind FindRuntime(int id) => id switch
    {
        1 => ClrEventKind.CollectionStart,
        3 => ClrEventKind.SuspendStop,
        9 => ClrEventKind.SuspendStart,
        10 => ClrEventKind.AllocationTick,
        13 or 14 => ClrEventKind.Finalizers,
        15 => ClrEventKind.TypeNames,
        20 or 32 => ClrEventKind.AllocationSum,
        35 => ClrEventKind.CollectionTrigger,
        50 or 57 => ClrEventKind.PoolWorker,
        80 => ClrEventKind.Exception,
        81 => ClrEventKind.ContentionStart,
        91 => ClrEventKind.ContentionStop,
        143 => ClrEventKind.MethodLoad,
        144 => ClrEventKind.MethodUnload,
        152 => ClrEventKind.Module,
        190 => ClrEventKind.MethodLines,
        283 or 284 => ClrEventKind.TieredCompiler,
        301 => ClrEventKind.WaitStart,
        302 => ClrEventKind.WaitStop,
        303 => ClrEventKind.AllocationSampled,
        _ => ClrEventKind.None,
    };

    // 143 and 153 belong to a rundown at the start of the trace: these methods and modules may be unloaded later.
    private static ClrEventKind FindRundown(int id) => id switch
    {
        143 => ClrEventKind.MethodLoad,
        144 => ClrEventKind.MethodRundown,
        149 or 150 => ClrEventKind.MethodLines,
        153 or 154 => ClrEventKind.Module,
        _ => ClrEventKind.None,
    };

    private static ClrEventKind FindSystem(int id) => id switch
    {
        0 or 1 => ClrEventKind.Process,
        3 => ClrEventKind.ProcessMapping,
        4 => ClrEventKind.ProcessSymbol,
        5 => ClrEventKind.MappingMetadata,
        _ => ClrEventKind.None,
    };
}
