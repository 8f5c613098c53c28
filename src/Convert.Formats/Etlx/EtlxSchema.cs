using System.Collections.Frozen;

namespace Refold.Formats.Etlx;

/// <summary>The fields of the objects in an etlx file of version 78, in the order in which they are stored.</summary>
/// <remarks>
/// Each layout is a list of fields, taken from the methods <c>FromStream</c> of the package TraceEvent 4.0.0:
/// <code>
/// 4          that many bytes: a number, a flag, a GUID
/// s          a string: its length in characters (four bytes, -1 for null), then one to three bytes for each
/// o          an object, or a reference to one
/// [4 s]      an array: its length (four bytes), then these fields for each element
/// {4 o}      a region: the index of the stream label of its end (four bytes), then these fields
/// &lt;4 s&gt;      a region that is read on demand; the next field is at the stream label of its end
/// r          a region that is skipped: the events
/// ?          one byte; if it is not 0, four bytes
/// a          one byte, then that many zeros
/// v          the version of code addresses, and their array
/// m          the id of a module's symbols: one byte for the kind, then its fields
/// f          the description of an event's field: PayloadFetch
/// </code>
/// </remarks>
internal static class EtlxSchema
{
    /// <summary>The symbols of a Windows module: PDB and map of precompiled code.</summary>
    public const string WindowsSymbols = "s 16 4 1 16 4 s 4";

    /// <summary>The symbols of an ELF module: build id, address, offset and page size.</summary>
    public const string ElfSymbols = "s 8 8 8";

    /// <summary>The type of the root object.</summary>
    public const string Root = Namespace + "Etlx.TraceLog";

    /// <summary>The type of types themselves.</summary>
    public const string TypeOfTypes = "FastSerialization.SerializationType";

    private const string Namespace = "Microsoft.Diagnostics.Tracing.";

    private const string Log =
        "a r 8 4 4 4 4 8 8 8 4 s 4 o o o o o o [16] 4 4 {[8] 4} {[8] 4} {[16] 4} [s o] 4 4 s s 8 4 1 [16] [s] 1 4";

    private static readonly FrozenDictionary<string, string> Fields = new Dictionary<string, string>
    {
        [TypeOfTypes] = "4 4 s",
        [Root] = Log,
        [Namespace + "Etlx.TraceProcesses"] = "o [o] [o]",
        [Namespace + "Etlx.TraceProcess"] = "4 4 o s s 8 8 8 ? 4 o o 4 1 1",
        [Namespace + "Etlx.TraceThreads"] = "o [o]",
        [Namespace + "Etlx.TraceThread"] = "4 4 o 8 8 4 s 8 [4]",
        [Namespace + "Etlx.TraceActivity"] = "4 o 4 o 4 8 8 8 1 1 2",
        [Namespace + "Etlx.TraceLoadedModules"] = "o [o]",
        [Namespace + "Etlx.TraceLoadedModule"] = "8 8 o o o 8 1",
        [Namespace + "Etlx.TraceManagedModule"] = "8 8 o o o 8 1 8 o 4",
        [Namespace + "Etlx.TraceModuleFiles"] = "o [o]",
        [Namespace + "Etlx.TraceModuleFile"] = "s 8 8 m s s 4 4 4 4 o",
        [Namespace + "Etlx.TraceMethods"] = "{o [s 4 4]}",
        [Namespace + "Etlx.TraceCodeAddresses"] = "{o o o v 4 [o]}",
        [Namespace + "Etlx.TraceCodeAddresses+ILToNativeMap"] = "4 8 4 [8]",
        [Namespace + "Etlx.TraceCallStacks"] = "o o {[8]}",
        [Namespace + "Etlx.TraceEventStats"] = "o [o]",
        [Namespace + "Etlx.TraceEventCounts"] = "o 16 4 1 4 4 8",
        [Namespace + "Parsers.KernelTraceEventParserState"] = "o [16] [16] <[8 8 s]> <[12]> [4 s]",
        [Namespace + "Parsers.KernelToUserDriveMapping"] = "[s s] s",
        [Namespace + "Parsers.DynamicTraceEventParserState"] = "[o]",
        [Namespace + "Parsers.ExternalTraceEventParserState"] = "[o]",
        [Namespace + "Parsers.Clr.ClrTraceEventParserState"] = "<[8 8 s]>",
        [Namespace + "Parsers.ProviderManifest"] = "1 1 4 s [1]",
        [Namespace + "Parsers.DynamicTraceEventData"] = "4 4 s 16 4 s 16 s s 1 1 1 [s] [f]",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Finds the fields of a type; null if etlx files have no objects of it.</summary>
    public static string? Find(string type) => Fields.GetValueOrDefault(type);
}
