namespace Refold.Formats.Nettrace;

/// <summary>Resolves the addresses of one process: first as managed methods, then as native symbols.</summary>
internal sealed class NettraceProcessResolver
{
    private readonly NettraceFrameBuilder _functions;
    private readonly NettraceMethodIndex _methods;
    private readonly NettraceAddressMap _native;
    private readonly List<NettraceSymbol> _symbols = [];
    private readonly NettraceAddressMap _mapped;
    private readonly List<MappingId> _mappings = [];
    private readonly Dictionary<(ulong Address, int Method), NettraceResolvedFrame> _resolved = [];

    public NettraceProcessResolver(
        ProfileBuilder builder,
        NettraceCodeTables code,
        NettraceFrameBuilder functions,
        long process,
        IReadOnlyCollection<ulong> addresses)
    {
        _functions = functions;
        _methods = new NettraceMethodIndex(new NettraceAddressMap(addresses), code.Methods, process);
        _native = new NettraceAddressMap(addresses);
        _mapped = new NettraceAddressMap(addresses);
        HashSet<ulong> known = [];
        foreach (NettraceMapping mapping in code.Universal.MappingsOf(process))
        {
            HasMappings = true;
            AddMapping(builder, code.Universal, mapping);

            // A mapping may occur several times, always with the same symbols.
            if (known.Add(mapping.Id))
            {
                AddSymbols(code.Universal.SymbolsOf(mapping));
            }
        }
    }

    /// <summary>Whether the trace has mapped files of the process.</summary>
    public bool HasMappings { get; }

    /// <summary>The number of resolved addresses.</summary>
    public int Count => _resolved.Count;

    /// <summary>The number of resolved addresses without a name.</summary>
    public int UnnamedCount { get; private set; }

    /// <summary>Resolves an address.</summary>
    /// <param name="address">One of the addresses.</param>
    /// <param name="epoch">The epoch of the stack.</param>
    /// <param name="epochs">The range of epochs around it with the same result.</param>
    public NettraceResolvedFrame Resolve(ulong address, int epoch, out NettraceEpochRange epochs)
    {
        int method = _methods.Find(address, epoch, out epochs);
        if (!_resolved.TryGetValue((address, method), out NettraceResolvedFrame? frame))
        {
            frame = Add(address, method);
            _resolved.Add((address, method), frame);
        }

        return frame;
    }

    private NettraceResolvedFrame Add(ulong address, int method)
    {
        if (method >= 0)
        {
            return _functions.AddManaged(method, address);
        }

        int symbol = _native.OwnerOf(_native.IndexOf(address));
        int mapping = _mapped.OwnerOf(_mapped.IndexOf(address));
        UnnamedCount += symbol < 0 ? 1 : 0;
        return _functions.AddNative(
            symbol < 0 ? null : _symbols[symbol], mapping < 0 ? default : _mappings[mapping], address);
    }

    private void AddMapping(ProfileBuilder builder, NettraceUniversalEvents native, in NettraceMapping mapping)
    {
        // Mappings without an address of a stack are not added.
        int first = _mapped.First(mapping.Start);
        if (mapping.End <= mapping.Start || first >= _mapped.Count || _mapped[first] >= mapping.End)
        {
            return;
        }

        var row = new Mapping(
            mapping.Start,
            mapping.End,
            mapping.Offset,
            builder.AddString(mapping.File),
            builder.AddString(native.BuildIdOf(mapping)),
            native.SymbolsOf(mapping).Count > 0 ? MappingFlags.HasFunctions : MappingFlags.None);
        _mapped.Claim(mapping.Start, mapping.End - 1, _mappings.Count);
        _mappings.Add(builder.AddMapping(row));
    }

    private void AddSymbols(IReadOnlyList<NettraceSymbol> symbols)
    {
        foreach (NettraceSymbol symbol in symbols)
        {
            _native.Claim(symbol.First, symbol.Last, _symbols.Count);
            _symbols.Add(symbol);
        }
    }
}
