using System.Runtime.InteropServices;
using Refold.Formats.DotNet;

namespace Refold.Formats.Nettrace;

/// <summary>Makes functions and locations of methods and symbols, each once.</summary>
internal sealed class NettraceFrameBuilder(ProfileBuilder builder, NettraceCodeTables code, ClrSymbolFiles files)
{
    private readonly ClrCodeRows _rows = new(builder);
    private readonly Dictionary<int, Function> _methods = [];
    private readonly Dictionary<NettraceSymbol, (FunctionId Id, string Tier)> _symbols = [];
    private readonly Dictionary<(long Process, long Module), MappingId> _modules = [];

    /// <summary>The location of an address in a method, and how far its code was optimized.</summary>
    public NettraceResolvedFrame LocationOf(int number, ulong address)
    {
        NettraceMethod method = code.Methods.All[number];
        ref Function function = ref CollectionsMarshal.GetValueRefOrAddDefault(_methods, number, out bool isKnown);
        if (!isKnown)
        {
            function = NamesOf(method);
        }

        Line line = _rows.Line(function, PlaceAt(method, address));
        return new NettraceResolvedFrame(builder.AddLocation(MappingOf(method), address, [line]), method.Tier);
    }

    /// <summary>The location of an address in native code.</summary>
    /// <param name="symbol">Its symbol; null if there is none.</param>
    /// <param name="mapping">The mapping that holds it.</param>
    /// <param name="address">The address.</param>
    public NettraceResolvedFrame LocationOf(NettraceSymbol? symbol, MappingId mapping, ulong address)
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
        return _rows.Function(ClrMethodNames.ToCSharp(type, name, signature), ClrMethodNames.ToRaw(type, name, signature));
    }

    // A frame's address is that behind a call, so the place meant is before it.
    private ClrSourceLine? PlaceAt(in NettraceMethod method, ulong address)
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

/// <summary>A location that was made of an address.</summary>
/// <param name="Id">The location.</param>
/// <param name="Tier">How far its code was optimized; empty if that is not known.</param>
internal sealed record NettraceResolvedFrame(LocationId Id, string Tier);
