using System.Text;
using System.Text.Json;
using Refold.Formats.DotNet;

namespace Refold.Formats.Nettrace;

/// <summary>The processes, mapped files and symbols of <c>Universal.System</c> events (<c>collect-linux</c>).</summary>
/// <remarks>
/// <code>
/// ProcessCreate            varint, string, string              process id in its namespace, name, …
/// ProcessMapping           4 varints, string, varint           mapping id, first address, end, file offset,
///                                                              file name, metadata id
/// ProcessSymbol            4 varints, string                   symbol id, mapping id, first, last address, name
/// ProcessMappingMetadata   varint, string                      metadata id, JSON: {"type":"ELF","build_id":"abcd"}
/// </code>
/// Strings are UTF-8 after a length of 16 bits. Symbols follow the samples and apply to all processes with the mapping.
/// The process of an event is that of its thread. Source: "Universal Providers" of dotnet/perfview.
/// </remarks>
internal sealed class NettraceUniversalEvents
{
    private readonly Dictionary<long, string> _names = [];
    private readonly Dictionary<long, List<NettraceMapping>> _mappings = [];
    private readonly Dictionary<ulong, List<NettraceSymbol>> _symbols = [];
    private readonly Dictionary<ulong, string> _buildIds = [];

    /// <summary>The name of a process; empty if unknown.</summary>
    public string NameOf(long process) => _names.GetValueOrDefault(process, "");

    /// <summary>The mappings of a process, in the order of the file.</summary>
    public IReadOnlyList<NettraceMapping> MappingsOf(long process) => _mappings.GetValueOrDefault(process) ?? [];

    /// <summary>The symbols of a mapping, in the order of the file.</summary>
    public IReadOnlyList<NettraceSymbol> SymbolsOf(in NettraceMapping mapping) =>
        _symbols.GetValueOrDefault(mapping.Id) ?? [];

    /// <summary>The build id of a mapped file; empty if unknown.</summary>
    public string BuildIdOf(in NettraceMapping mapping) => _buildIds.GetValueOrDefault(mapping.Metadata, "");

    /// <summary>Decodes and adds an event.</summary>
    /// <exception cref="NettraceDamageException">The payload is too short.</exception>
    public void Add(ClrEventKind kind, long process, ref NettraceCursor payload)
    {
        ulong id = payload.ReadVarint(); // for a process, its id within its namespace
        switch (kind)
        {
            case ClrEventKind.Process:
                _names[process] = Encoding.UTF8.GetString(payload.ReadShortUtf8());
                break;
            case ClrEventKind.ProcessMapping:
                AddMapping(id, process, ref payload);
                break;
            case ClrEventKind.ProcessSymbol:
                AddSymbol(ref payload);
                break;
            default:
                _buildIds[id] = BuildIdIn(payload.ReadShortUtf8());
                break;
        }
    }

    private void AddMapping(ulong id, long process, ref NettraceCursor payload)
    {
        ulong start = payload.ReadVarint();
        ulong end = payload.ReadVarint();
        ulong offset = payload.ReadVarint();
        string file = Encoding.UTF8.GetString(payload.ReadShortUtf8());
        ulong metadata = payload.IsAtEnd ? 0 : payload.ReadVarint();
        if (!_mappings.TryGetValue(process, out List<NettraceMapping>? mappings))
        {
            _mappings.Add(process, mappings = []);
        }

        mappings.Add(new NettraceMapping(id, start, end, offset, file, metadata));
    }

    private void AddSymbol(ref NettraceCursor payload)
    {
        ulong mapping = payload.ReadVarint();
        ulong first = payload.ReadVarint();
        ulong last = payload.ReadVarint();
        if (!_symbols.TryGetValue(mapping, out List<NettraceSymbol>? symbols))
        {
            _symbols.Add(mapping, symbols = []);
        }

        symbols.Add(new NettraceSymbol(first, last, Encoding.UTF8.GetString(payload.ReadShortUtf8())));
    }

    private static string BuildIdIn(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json);
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("build_id"u8))
                {
                    return reader.Read() && reader.TokenType == JsonTokenType.String ? reader.GetString()! : "";
                }
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Metadata that are not JSON have no build id.
        }

        return "";
    }
}

/// <summary>A file mapped into the memory of a process.</summary>
/// <param name="Id">The id that symbols refer to.</param>
/// <param name="Start">The first address.</param>
/// <param name="End">The address after the last one.</param>
/// <param name="Offset">The offset of the first address in the file.</param>
/// <param name="File">The path of the file, or the name of other memory.</param>
/// <param name="Metadata">The id of its metadata; 0 for none.</param>
internal readonly record struct NettraceMapping(
    ulong Id, ulong Start, ulong End, ulong Offset, string File, ulong Metadata);

/// <summary>A symbol of a mapped file.</summary>
/// <param name="First">The first address.</param>
/// <param name="Last">The last address, inclusive.</param>
/// <param name="Name">The name, as in the symbol table or the runtime's perf map.</param>
internal sealed record NettraceSymbol(ulong First, ulong Last, string Name);
