namespace Refold.Formats.Nettrace;

/// <summary>
/// Which events are looked at. The runtime's are known by number (docs: "CLR ETW events" of learn.microsoft.com, and
/// ClrEtwAll.man of dotnet/runtime); those of Universal.Events by name, since their numbers change.
/// </summary>
internal static class NettraceEventKinds
{
    public static NettraceEventKind Of(string provider, int id, string name) => provider switch
    {
        "Microsoft-DotNETCore-SampleProfiler" when id == 0 => NettraceEventKind.ThreadSample,
        "Microsoft-Windows-DotNETRuntime" => OfRuntime(id),
        "Microsoft-Windows-DotNETRuntimeRundown" => OfRundown(id),
        "Microsoft-DotNETCore-EventPipe" when name == "ProcessInfo" => NettraceEventKind.ProcessInfo,
        "Universal.Events" => name switch
        {
            "cpu" => NettraceEventKind.CpuSample,
            "cswitch" => NettraceEventKind.ContextSwitch,
            _ => NettraceEventKind.None,
        },
        "Universal.System" => OfSystem(id),
        _ => NettraceEventKind.None,
    };

    private static NettraceEventKind OfRuntime(int id) => id switch
    {
        1 => NettraceEventKind.CollectionStart,
        3 => NettraceEventKind.SuspendStop,
        9 => NettraceEventKind.SuspendStart,
        10 => NettraceEventKind.AllocationTick,
        15 => NettraceEventKind.TypeNames,
        20 or 32 => NettraceEventKind.AllocationSum,
        35 => NettraceEventKind.CollectionTrigger,
        80 => NettraceEventKind.Exception,
        81 => NettraceEventKind.ContentionStart,
        91 => NettraceEventKind.ContentionStop,
        143 => NettraceEventKind.MethodLoad,
        144 => NettraceEventKind.MethodUnload,
        152 => NettraceEventKind.Module,
        190 => NettraceEventKind.MethodLines,
        301 => NettraceEventKind.WaitStart,
        302 => NettraceEventKind.WaitStop,
        303 => NettraceEventKind.AllocationSampled,
        _ => NettraceEventKind.None,
    };

    // 143 and 153 are of a rundown at the start: what they name may be gone at the end.
    private static NettraceEventKind OfRundown(int id) => id switch
    {
        143 => NettraceEventKind.MethodLoad,
        144 => NettraceEventKind.MethodRundown,
        149 or 150 => NettraceEventKind.MethodLines,
        153 or 154 => NettraceEventKind.Module,
        _ => NettraceEventKind.None,
    };

    private static NettraceEventKind OfSystem(int id) => id switch
    {
        0 or 1 => NettraceEventKind.Process,
        3 => NettraceEventKind.ProcessMapping,
        4 => NettraceEventKind.ProcessSymbol,
        5 => NettraceEventKind.MappingMetadata,
        _ => NettraceEventKind.None,
    };
}
