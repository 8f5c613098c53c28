using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Refold.Formats.DotNet;

namespace Refold.Formats.Nettrace;

/// <summary>The labels that events of version 6 point to.</summary>
internal sealed class NettraceLabelLists
{
    private const int LastOfList = 0x80;

    private readonly Dictionary<int, ClrLabelList> _lists = [];

    /// <summary>A list; empty if there is none of this number.</summary>
    public ClrLabelList Find(int id) => _lists.GetValueOrDefault(id) ?? ClrLabelList.Empty;

    /// <summary>Forgets all; the numbers that come next are of others.</summary>
    public void Clear() => _lists.Clear();

    /// <summary>The lists of a block.</summary>
    public void AddBlock(NettraceCursor block)
    {
        int id = block.ReadInt32();
        block.ReadInt32(); // how many there are, which the block's end tells as well
        while (!block.IsAtEnd)
        {
            _lists[id++] = ReadList(ref block);
        }
    }

    private static ClrLabelList ReadList(ref NettraceCursor block)
    {
        List<ClrLabel> labels = [];
        bool isLast = false;
        while (!isLast)
        {
            int kind = block.ReadByte();
            isLast = (kind & LastOfList) != 0;
            if (ReadLabel(kind & ~LastOfList, ref block) is { } label)
            {
                labels.Add(label);
            }
        }

        return labels.Count == 0 ? ClrLabelList.Empty : new ClrLabelList(labels);
    }

    // Related activities, opcodes, keywords, levels and versions say nothing about where time goes.
    private static ClrLabel? ReadLabel(int kind, ref NettraceCursor block)
    {
        switch (kind)
        {
            case 1:
                return new ClrLabel(ClrLabelSets.Activity, block.ReadGuid().ToString(), 0);
            case 2:
                block.ReadGuid();
                return null;
            case 3:
                return new ClrLabel("trace_id", Convert.ToHexStringLower(block.ReadBytes(16)), 0);
            case 4:
                ulong span = BinaryPrimitives.ReadUInt64BigEndian(block.ReadBytes(8));
                return new ClrLabel("span_id", span.ToString("x16", CultureInfo.InvariantCulture), 0);
            case 5:
                string key = Encoding.UTF8.GetString(block.ReadUtf8());
                return new ClrLabel(key, Encoding.UTF8.GetString(block.ReadUtf8()), 0);
            case 6:
                string name = Encoding.UTF8.GetString(block.ReadUtf8());
                ulong number = block.ReadVarint();
                return new ClrLabel(name, null, (long)(number >> 1) ^ -(long)(number & 1));
            case 7 or 9 or 10:
                block.ReadByte();
                return null;
            case 8:
                block.ReadInt64();
                return null;
            default:
                throw block.Damage("a label of a kind from 1 to 10");
        }
    }
}
