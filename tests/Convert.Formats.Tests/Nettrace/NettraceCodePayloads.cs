namespace Refold.Formats.Tests.Nettrace;

/// <summary>Builds the payloads of the runtime's events about code, in the layouts of ClrEtwAll.man.</summary>
internal static class NettraceCodePayloads
{
    /// <summary>Builds MethodLoadVerbose, MethodUnloadVerbose or MethodDCEndVerbose.</summary>
    public static NettraceBytes Method(
        ulong start, int size, string type, string name, string signature = "void  ()", int flags = 0) =>
        new NettraceBytes()
        .Long((long)start).Long(7).Long((long)start).Int(size).Int(0x06000001).Int(flags)
        .Utf16(type).Utf16(name).Utf16(signature).Short(0).Long(0).Long(0);

    /// <summary>Builds ModuleLoad of the module that <see cref="Method"/> refers to.</summary>
    public static NettraceBytes Module(string path) => new NettraceBytes()
        .Long(7).Long(0).Int(0).Int(0).Utf16(path).Utf16("").Short(0)
        .Guid(Guid.Empty).Int(0).Utf16("").Guid(Guid.Empty).Int(0).Utf16("");
}
