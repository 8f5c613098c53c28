using System.Text;

namespace Refold.Formats.Nettrace;

/// <summary>The kinds of events that a file declares, by the numbers it gives them.</summary>
internal sealed class NettraceMetadata
{
    // Numbers are small and dense.
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

    /// <summary>A kind of event; null if the file has not declared it.</summary>
    public NettraceEventType? Find(int id) =>
        (uint)id < (uint)_dense.Length ? _dense[id] : _others.GetValueOrDefault(id);

    /// <summary>Forgets all; those that come next are new.</summary>
    public void Clear()
    {
        Array.Clear(_dense);
        _others.Clear();
    }

    /// <summary>A declaration of versions 3 to 5.</summary>
    public void AddRecord(ref NettraceCursor record)
    {
        int id = record.ReadInt32();
        string provider = new(record.ReadUtf16());
        int number = record.ReadInt32() & 0xFFFF;
        string name = new(record.ReadUtf16());
        record.ReadInt64(); // keywords
        Add(id, new NettraceEventType(provider, number, name, record.ReadInt32()));
    }

    /// <summary>A row of version 6.</summary>
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

        int version = row.Left >= 2 ? VersionIn(row.Take(row.ReadUInt16())) : 0;
        Add(id, new NettraceEventType(provider, number, name, version));
    }

    // An option of a kind that is not known may be of any length, so that nothing behind it can be read.
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
