using System.Text;
using System.Text.Json;
using Refold.Formats.DotNet;

namespace Refold.Formats.Nettrace;

/// <summary>
/// What <c>Universal.System</c> events tell of processes: names, files in their memory, and symbols of these. Symbols
/// come late, and are for all processes that have the file where they say. Source: "Universal Providers" of
/// dotnet/perfview; the process of a mapping is that of its event's thread.
/// </summary>
internal sealed class NettraceUniversalEvents
{
    private readonly Dictionary<long, string> _names = [];
    private readonly Dictionary<long, List<NettraceMapping>> _mappings = [];
    private readonly Dictionary<ulong, List<NettraceSymbol>> _symbols = [];
    private readonly Dictionary<ulong, string> _buildIds = [];

    /// <summary>The name of a process; empty if the trace does not tell.</summary>
    public string NameOf(long process) => _names.GetValueOrDefault(process, "");

    /// <summary>The files in a process's memory, in the file's order.</summary>
    public IReadOnlyList<NettraceMapping> MappingsOf(long process) => _mappings.GetValueOrDefault(process) ?? [];

    /// <summary>The symbols of a file, in the file's order.</summary>
    public IReadOnlyList<NettraceSymbol> SymbolsOf(in NettraceMapping mapping) =>
        _symbols.GetValueOrDefault(mapping.Id) ?? [];

    /// <summary>The build id of a file; empty if the trace does not tell.</summary>
    public string BuildIdOf(in NettraceMapping mapping) => _buildIds.GetValueOrDefault(mapping.Metadata, "");

    /// <summary>Adds what an event tells.</summary>
    /// <exception cref="NettraceDamageException">The payload is too short.</exception>
    public void Add(ClrEventKind kind, long process, ref NettraceCursor payload)
    {
        ulong id = payload.ReadVarint(); // for a process, its number in its own namespace
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
            // A text that is no JSON tells no build id.
        }

        return "";
    }
}

/// <summary>A file in the memory of a process.</summary>
/// <param name="Id">Its number, by which symbols name it.</param>
/// <param name="Start">Its first address.</param>
/// <param name="End">The address behind it.</param>
/// <param name="Offset">Where in the file that is.</param>
/// <param name="File">The path of the file, or a name.</param>
/// <param name="Metadata">The number under which more is said of it.</param>
internal readonly record struct NettraceMapping(
    ulong Id, ulong Start, ulong End, ulong Offset, string File, ulong Metadata);

/// <summary>The name of some code in a process's memory.</summary>
/// <param name="First">Its first address.</param>
/// <param name="Last">Its last address.</param>
/// <param name="Name">The name, as the symbol table or the runtime's perf map spells it.</param>
internal sealed record NettraceSymbol(ulong First, ulong Last, string Name);
