namespace Refold.Formats.Nettrace;

/// <summary>The addresses that the stacks of one process show, and what they mean.</summary>
internal sealed class NettraceProcessResolver
{
    private readonly NettraceFrameBuilder _functions;
    private readonly NettraceMethodIndex _methods;
    private readonly NettraceAddressMap _native;
    private readonly List<NettraceSymbol> _symbols = [];
    private readonly NettraceAddressMap _mapped;
    private readonly List<MappingId> _mappings = [];
    private readonly Dictionary<(ulong Address, int Method), NettraceResolvedFrame> _named = [];

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

            // A mapping may be told of again, its symbols with it.
            if (known.Add(mapping.Id))
            {
                AddSymbols(code.Universal.SymbolsOf(mapping));
            }
        }
    }

    /// <summary>True if the trace tells of files in the process's memory.</summary>
    public bool HasMappings { get; }

    /// <summary>How many addresses there are.</summary>
    public int Count => _named.Count;

    /// <summary>How many addresses have no name.</summary>
    public int UnnamedCount { get; private set; }

    /// <summary>The location of an address.</summary>
    /// <param name="address">One of the addresses.</param>
    /// <param name="epoch">When.</param>
    /// <param name="epochs">All epochs around it in which it is the same.</param>
    public NettraceResolvedFrame LocationOf(ulong address, int epoch, out NettraceEpochRange epochs)
    {
        int method = _methods.Find(address, epoch, out epochs);
        if (!_named.TryGetValue((address, method), out NettraceResolvedFrame? named))
        {
            named = Name(address, method);
            _named.Add((address, method), named);
        }

        return named;
    }

    private NettraceResolvedFrame Name(ulong address, int method)
    {
        if (method >= 0)
        {
            return _functions.LocationOf(method, address);
        }

        int symbol = _native.OwnerOf(_native.IndexOf(address));
        int mapping = _mapped.OwnerOf(_mapped.IndexOf(address));
        UnnamedCount += symbol < 0 ? 1 : 0;
        return _functions.LocationOf(
            symbol < 0 ? null : _symbols[symbol], mapping < 0 ? default : _mappings[mapping], address);
    }

    private void AddMapping(ProfileBuilder builder, NettraceUniversalEvents native, in NettraceMapping mapping)
    {
        // Only those that stacks show.
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
