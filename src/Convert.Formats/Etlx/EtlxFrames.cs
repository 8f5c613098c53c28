using System.Runtime.InteropServices;
using Microsoft.Diagnostics.Tracing.Etlx;
using Refold.Formats.DotNet;

namespace Refold.Formats.Etlx;

/// <summary>Makes stacks of TraceLog's, and locations of its addresses, each once.</summary>
internal sealed class EtlxFrames(ProfileBuilder builder, TraceLog log, ClrSymbolFiles files, ClrReadSession reading)
    : IClrFrames
{
    private readonly ClrCodeRows _rows = new(builder);
    private readonly Dictionary<int, (StackId Id, string Tier)> _stacks = [];
    private readonly Dictionary<CodeAddressIndex, LocationId> _locations = [];
    private readonly Dictionary<ModuleFileIndex, (MappingId Id, ClrModule? Module)> _modules = [];
    private readonly List<LocationId> _frames = [];
    private int _unnamed;

    /// <summary>The number of one of TraceLog's stacks; 0 for none.</summary>
    public static int NumberOf(CallStackIndex index) => (int)index + 1;

    /// <summary>The path of a module, or its name if it is no file.</summary>
    public static string PathOf(TraceModuleFile file) => file.FilePath is { Length: > 0 } path ? path : file.Name;

    /// <inheritdoc/>
    /// <exception cref="ProfileFormatException">A stack is its own caller.</exception>
    public StackId StackOf(int number, out string tier)
    {
        if (!_stacks.TryGetValue(number, out (StackId Id, string Tier) stack))
        {
            stack = Make((CallStackIndex)(number - 1));
            _stacks.Add(number, stack);
        }

        tier = stack.Tier;
        return stack.Id;
    }

    /// <summary>Says how many addresses have no name.</summary>
    public void WarnOfUnnamed()
    {
        if (_unnamed > 0)
        {
            reading.Note("no-name", $"{_unnamed} of {_locations.Count} addresses have no name: TraceLog knew none");
        }
    }

    // A caller is stored before those that it calls; a file where that is not so would go round in circles.
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
                    new InputPosition(reading.InputName),
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
        string name = isNative ? raw : ClrNames.Readable(raw);
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
