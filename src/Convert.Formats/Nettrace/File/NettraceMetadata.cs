using System.Text;

namespace Refold.Formats.Nettrace;

/// <summary>The event types that a file declares, by their metadata ids.</summary>
/// <remarks>
/// <code>
/// versions 3 to 5, payload of an event with the metadata id 0; strings are UTF-16 up to a zero
///     i32         metadata id                          03 00 00 00
///     string      provider                             "Microsoft-Windows-DotNETRuntime"
///     i32         event id                             50 00 00 00
///     string      event name                           ""
///     i64 i32     keywords, version                    …  01 00 00 00
///     …           level and fields, not read
/// version 6, a row; strings are UTF-8 after a varint length
///     u16         size of the row
///     varint      metadata id                          03
///     string      provider                             1f "Microsoft-Windows-DotNETRuntime"
///     varint      event id                             50
///     string      event name                           00
///     u16 …       number of fields, each after a u16 size
///     u16 …       size of the options, options: a byte for the kind, then the value, such as 09 01: version 1
/// </code>
/// </remarks>
internal sealed class NettraceMetadata
{
    // Ids are small and dense in practice.
    private const int MaxDense = 1 << 16;

    private const int OptionOpcode = 1;
    private const int OptionKeywords = 3;
    private const int OptionTemplate = 4;
    private const int OptionDescription = 5;
    private const int OptionPair = 6;
    private const int OptionProviderGuid = 7;
    private const int OptionLevel = 8;
    private const int OptionVersion = 9;

    private readonly Dictionary<int, NettraceEventType> _others = [];
    private NettraceEventType?[] _dense = new NettraceEventType?[256];

    /// <summary>Finds an event type; null if it is not declared.</summary>
    public NettraceEventType? Find(int id) =>
        (uint)id < (uint)_dense.Length ? _dense[id] : _others.GetValueOrDefault(id);

    /// <summary>Removes all types: their ids are reused after a sequence point with that flag.</summary>
    public void Clear()
    {
        Array.Clear(_dense);
        _others.Clear();
    }

    /// <summary>Adds a declaration of versions 3 to 5.</summary>
    /// <exception cref="NettraceDamageException">The record is too short.</exception>
    public void AddRecord(ref NettraceCursor record)
    {
        int id = record.ReadInt32();
        string provider = new(record.ReadUtf16());
        int number = record.ReadInt32() & 0xFFFF;
        string name = new(record.ReadUtf16());
        record.ReadInt64(); // keywords
        Add(id, new NettraceEventType(provider, number, name, record.ReadInt32()));
    }

    /// <summary>Adds a declaration of version 6.</summary>
    /// <exception cref="NettraceDamageException">The row is too short.</exception>
    public void AddRow(ref NettraceCursor row)
    {
        int id = (int)row.ReadVarint();
        string provider = Encoding.UTF8.GetString(row.ReadUtf8());
        int number = (int)row.ReadVarint();
        string name = Encoding.UTF8.GetString(row.ReadUtf8());
        for (int fields = row.ReadUInt16(); fields > 0; fields--)
        {
            row.ReadBytes(row.ReadUInt16());
        }

        int version = row.Remaining >= 2 ? VersionIn(row.Take(row.ReadUInt16())) : 0;
        Add(id, new NettraceEventType(provider, number, name, version));
    }

    // The options after one of an unknown kind cannot be read: its length is unknown.
    private static int VersionIn(NettraceCursor options)
    {
        while (!options.IsAtEnd)
        {
            int kind = options.ReadByte();
            if (kind == OptionVersion)
            {
                return options.ReadByte();
            }

            if (!TrySkip(kind, ref options))
            {
                break;
            }
        }

        return 0;
    }

    private static bool TrySkip(int kind, ref NettraceCursor options)
    {
        switch (kind)
        {
            case OptionOpcode or OptionLevel:
                options.ReadByte();
                return true;
            case OptionKeywords:
                options.ReadInt64();
                return true;
            case OptionTemplate or OptionDescription:
                options.ReadUtf8();
                return true;
            case OptionPair:
                options.ReadUtf8();
                options.ReadUtf8();
                return true;
            case OptionProviderGuid:
                options.ReadGuid();
                return true;
            default:
                return false;
        }
    }

    private void Add(int id, NettraceEventType type)
    {
        if ((uint)id >= MaxDense)
        {
            _others[id] = type;
            return;
        }

        if (id >= _dense.Length)
        {
            Array.Resize(ref _dense, Math.Max(id + 1, _dense.Length * 2));
        }

        _dense[id] = type;
    }
}
