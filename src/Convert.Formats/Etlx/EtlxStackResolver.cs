using System.Runtime.InteropServices;
using Microsoft.Diagnostics.Tracing.Etlx;
using Refold.Formats.DotNet;

namespace Refold.Formats.Etlx;

/// <summary>Converts the stacks and code addresses of TraceLog, each once.</summary>
/// <remarks>
/// TraceLog stores stacks as a tree in which each node refers to its caller, a node with a lower index:
/// <code>
/// index     0    1     2     3        stack 3: Add, Run, Main
/// address   Main Run   Wait  Add      stack 2: Wait, Run, Main
/// caller    -    0     1     1
/// </code>
/// </remarks>
internal sealed class EtlxStackResolver(
    ProfileBuilder builder, TraceLog log, ClrSymbolFiles files, ClrReadSession session)
    : IClrStackResolver
{
    private readonly ClrCodeRows _rows = new(builder);
    private readonly Dictionary<int, (StackId Id, string Tier)> _stacks = [];
    private readonly Dictionary<CodeAddressIndex, LocationId> _locations = [];
    private readonly Dictionary<ModuleFileIndex, (MappingId Id, ClrModule? Module)> _modules = [];
    private readonly List<LocationId> _frames = [];
    private int _unnamed;

    /// <summary>The id of a stack of TraceLog; 0 for none.</summary>
    public static int IdOf(CallStackIndex index) => (int)index + 1;

    /// <summary>The path of a module, or its name if it has no file.</summary>
    public static string PathOf(TraceModuleFile file) => file.FilePath is { Length: > 0 } path ? path : file.Name;

    /// <inheritdoc/>
    /// <exception cref="ProfileFormatException">The caller of a stack does not have a lower index.</exception>
    public StackId Resolve(int stack, out string tier)
    {
        if (!_stacks.TryGetValue(stack, out (StackId Id, string Tier) resolved))
        {
            resolved = Make((CallStackIndex)(stack - 1));
            _stacks.Add(stack, resolved);
        }

        tier = resolved.Tier;
        return resolved.Id;
    }

    /// <summary>Reports the number of addresses without a name.</summary>
    public void WarnOfUnnamed()
    {
        if (_unnamed > 0)
        {
            session.Note("no-name", $"{_unnamed} of {_locations.Count} addresses have no name in the trace");
        }
    }

    // A caller with a higher index may form a cycle.
    private (StackId Id, string Tier) Make(CallStackIndex index)
    {
        _frames.Clear();
        string tier = "";
        CallStackIndex at = index;
        while (at != CallStackIndex.Invalid)
        {
            CodeAddressIndex code = log.CallStacks.CodeAddressIndex(at);
            tier = _frames.Count == 0 ? ClrEventNames.Tier((int)log.CodeAddresses.OptimizationTier(code)) : tier;
            _frames.Add(LocationOf(code));
            CallStackIndex caller = log.CallStacks.Caller(at);
            at = caller < at
                ? caller
                : throw new ProfileFormatException(
                    new InputPosition(session.InputName),
                    $"expected a stack below {(int)at} as its caller, found {(int)caller}");
        }

        return (builder.AddStack(CollectionsMarshal.AsSpan(_frames)), tier);
    }

    private LocationId LocationOf(CodeAddressIndex index)
    {
        ref LocationId location = ref CollectionsMarshal.GetValueRefOrAddDefault(_locations, index, out bool isKnown);
        if (!isKnown)
        {
            TraceCodeAddress code = log.CodeAddresses[index];
            (MappingId mapping, ClrModule? module) = ModuleOf(code.ModuleFile);
            string raw = code.FullMethodName;
            _unnamed += raw.Length == 0 ? 1 : 0;
            ReadOnlySpan<Line> lines = raw.Length > 0 ? [LineOf(code, module, raw)] : [];
            location = builder.AddLocation(mapping, code.Address, lines);
        }

        return location;
    }

    private Line LineOf(TraceCodeAddress code, ClrModule? module, string raw)
    {
        bool isNative = code.ModuleFile?.BinaryFormat == ModuleBinaryFormat.ELF;
        string name = isNative ? raw : ClrMethodNames.ToCSharp(raw);
        ClrSourceLine? place = module is not null && code.Method is { } method
            ? files.Find(module, method.MethodToken, code.ILOffset)
            : null;
        return _rows.Line(_rows.Function(name, raw), place);
    }

    private (MappingId Id, ClrModule? Module) ModuleOf(TraceModuleFile? file)
    {
        if (file is null)
        {
            return default;
        }

        ref (MappingId Id, ClrModule? Module) known = ref CollectionsMarshal.GetValueRefOrAddDefault(
            _modules, file.ModuleFileIndex, out bool isKnown);
        if (!isKnown)
        {
            string path = PathOf(file);
            known = path.Length == 0
                ? default
                : (_rows.Mapping(path), new ClrModule(path, file.PdbName, file.PdbSignature));
        }

        return known;
    }
}
