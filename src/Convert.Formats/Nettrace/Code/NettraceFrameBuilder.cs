using System.Runtime.InteropServices;
using Refold.Formats.DotNet;

namespace Refold.Formats.Nettrace;

/// <summary>Adds the functions and locations of methods and symbols to a profile, each function once.</summary>
internal sealed class NettraceFrameBuilder(ProfileBuilder builder, NettraceCodeTables code, ClrSymbolFiles files)
{
    private readonly ClrCodeRows _rows = new(builder);
    private readonly Dictionary<int, Function> _methods = [];
    private readonly Dictionary<NettraceSymbol, (FunctionId Id, string Tier)> _symbols = [];
    private readonly Dictionary<(long Process, long Module), MappingId> _modules = [];

    /// <summary>Adds the location of an address in a managed method.</summary>
    /// <param name="index">The index of the method.</param>
    /// <param name="address">The address.</param>
    public NettraceResolvedFrame AddManaged(int index, ulong address)
    {
        NettraceMethod method = code.Methods.All[index];
        ref Function function = ref CollectionsMarshal.GetValueRefOrAddDefault(_methods, index, out bool isKnown);
        if (!isKnown)
        {
            function = NamesOf(method);
        }

        Line line = _rows.Line(function, SourceLineAt(method, address));
        return new NettraceResolvedFrame(builder.AddLocation(MappingOf(method), address, [line]), method.Tier);
    }

    /// <summary>Adds the location of an address in native code.</summary>
    /// <param name="symbol">The symbol that contains it; null if unknown.</param>
    /// <param name="mapping">The mapping that contains it.</param>
    /// <param name="address">The address.</param>
    public NettraceResolvedFrame AddNative(NettraceSymbol? symbol, MappingId mapping, ulong address)
    {
        if (symbol is null)
        {
            return new NettraceResolvedFrame(builder.AddLocation(mapping, address, []), "");
        }

        ref (FunctionId Id, string Tier) function = ref CollectionsMarshal.GetValueRefOrAddDefault(
            _symbols, symbol, out bool isKnown);
        if (!isKnown)
        {
            ClrPerfMapName name = ClrPerfMapName.Parse(symbol.Name);
            function = (builder.AddFunction(_rows.Function(name.Readable, name.Raw)), name.Tier);
        }

        return new NettraceResolvedFrame(builder.AddLocation(mapping, address, [new Line(function.Id)]), function.Tier);
    }

    private Function NamesOf(in NettraceMethod method)
    {
        (string type, string name, string signature) = code.Methods.NamesOf(method);
        string readable = ClrMethodNames.ToCSharp(type, name, signature);
        return _rows.Function(readable, ClrMethodNames.ToRaw(type, name, signature));
    }

    // The address of a caller is that of the instruction after the call, so the byte before it is looked up.
    private ClrSourceLine? SourceLineAt(in NettraceMethod method, ulong address)
    {
        if (code.Modules.Find(method.Process, method.Module) is not { } module)
        {
            return null;
        }

        long offset = Math.Max(0, (long)(address - method.Start) - 1);
        return files.Find(module, method.Token, code.Lines.InstructionAt(method, offset));
    }

    private MappingId MappingOf(in NettraceMethod method)
    {
        ref MappingId mapping = ref CollectionsMarshal.GetValueRefOrAddDefault(
            _modules, (method.Process, method.Module), out bool isKnown);
        if (!isKnown && code.Modules.Find(method.Process, method.Module) is { } module)
        {
            mapping = _rows.Mapping(module.Path);
        }

        return mapping;
    }
}

/// <summary>The location of a resolved address.</summary>
/// <param name="Id">The location.</param>
/// <param name="Tier">The compilation tier of its code; empty if unknown.</param>
internal sealed record NettraceResolvedFrame(LocationId Id, string Tier);
