using System.Runtime.InteropServices;
using Refold.Formats.Shared.Clr;

namespace Refold.Formats.Nettrace;

/// <summary>Makes functions and locations of methods and symbols, each once.</summary>
internal sealed class NettraceFunctions(ProfileBuilder builder, NettraceCode code, ClrSymbolFiles files)
{
    private readonly Dictionary<int, Function> _methods = [];
    private readonly Dictionary<NettraceSymbol, (FunctionId Id, string Tier)> _symbols = [];
    private readonly Dictionary<(long Process, long Module), MappingId> _modules = [];

    /// <summary>The location of an address in a method, and how far its code was optimized.</summary>
    public NettraceNamed LocationOf(int number, ulong address)
    {
        NettraceMethod method = code.Methods.All[number];
        ref Function function = ref CollectionsMarshal.GetValueRefOrAddDefault(_methods, number, out bool isKnown);
        if (!isKnown)
        {
            function = NamesOf(method);
        }

        ClrSourceLine line = LineAt(method, address).GetValueOrDefault();
        Function placed = function;
        if (line.File is { } file)
        {
            placed = function with { File = builder.AddString(file), StartLine = line.StartLine };
        }

        FunctionId id = builder.AddFunction(placed);
        Line place = new(id, line.Line, line.Column);
        return new NettraceNamed(builder.AddLocation(MappingOf(method), address, [place]), method.Tier);
    }

    /// <summary>The location of an address in native code.</summary>
    /// <param name="symbol">Its symbol; null if there is none.</param>
    /// <param name="mapping">The mapping that holds it.</param>
    /// <param name="address">The address.</param>
    public NettraceNamed LocationOf(NettraceSymbol? symbol, MappingId mapping, ulong address)
    {
        if (symbol is null)
        {
            return new NettraceNamed(builder.AddLocation(mapping, address, []), "");
        }

        ref (FunctionId Id, string Tier) function = ref CollectionsMarshal.GetValueRefOrAddDefault(
            _symbols, symbol, out bool isKnown);
        if (!isKnown)
        {
            ClrPerfMapName name = ClrPerfMapName.Parse(symbol.Name);
            function = (builder.AddFunction(Named(name.Readable, name.Raw)), name.Tier);
        }

        return new NettraceNamed(builder.AddLocation(mapping, address, [new Line(function.Id)]), function.Tier);
    }

    private Function NamesOf(in NettraceMethod method)
    {
        (string type, string name, string signature) = code.Methods.NamesOf(method);
        return Named(
            ClrNames.Readable(type, name, signature), ClrNames.Raw(type, name, signature));
    }

    private Function Named(string readable, string raw) =>
        new(builder.AddString(readable), readable == raw ? default : builder.AddString(raw));

    // A frame's address is that behind a call, so the place meant is before it. Code that was compiled before the program
    // ran has no map to lines; the file and where the method begins are known all the same.
    private ClrSourceLine? LineAt(in NettraceMethod method, ulong address)
    {
        if (code.Modules.Find(method.Process, method.Module) is not { } module)
        {
            return null;
        }

        long offset = Math.Max(0, (long)(address - method.Start) - 1);
        int instruction = code.Lines.InstructionAt(method, offset);
        ClrSourceLine? found = files.Find(module, method.Token, Math.Max(0, instruction));
        return instruction >= 0 || found is null ? found : found.Value with { Line = 0, Column = 0 };
    }

    private MappingId MappingOf(in NettraceMethod method)
    {
        ref MappingId mapping = ref CollectionsMarshal.GetValueRefOrAddDefault(
            _modules, (method.Process, method.Module), out bool isKnown);
        if (!isKnown && code.Modules.Find(method.Process, method.Module) is { } module)
        {
            mapping = builder.AddMapping(ClrProcessInfo.MappingOf(module.Path, builder));
        }

        return mapping;
    }
}
