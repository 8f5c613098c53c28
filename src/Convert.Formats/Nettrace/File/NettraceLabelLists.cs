using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Refold.Formats.DotNet;

namespace Refold.Formats.Nettrace;

/// <summary>The label lists of version 6, by the ids that events refer to.</summary>
/// <remarks>
/// <code>
/// 01 00 00 00  02 00 00 00             id of the first list, number of lists
/// 05 04 "user" 02 "me"                 list 1: a text label …
/// 86 05 "count" 05                     … and a number, zigzag-encoded: -3. 80 marks the last label of the list
/// 81 ff ee dd …                        list 2: an activity id of 16 bytes
///
/// kind   1 activity id, 16 bytes       5 text: key, value         8 keywords, 8 bytes
///        2 related activity, 16 bytes  6 number: key, varint      9 level, 1 byte
///        3 trace id, 16 bytes          7 opcode, 1 byte          10 version, 1 byte
///        4 span id, 8 bytes
/// </code>
/// </remarks>
internal sealed class NettraceLabelLists
{
    private const int LastOfList = 0x80;

    private readonly Dictionary<int, ClrLabelList> _lists = [];

    /// <summary>Finds a list; empty if the id is unknown.</summary>
    public ClrLabelList Find(int id) => _lists.GetValueOrDefault(id) ?? ClrLabelList.Empty;

    /// <summary>Removes all lists: their ids are reused after a sequence point.</summary>
    public void Clear() => _lists.Clear();

    /// <summary>Adds the lists of a block.</summary>
    /// <exception cref="NettraceDamageException">The block is corrupt.</exception>
    public void AddBlock(NettraceCursor block)
    {
        int id = block.ReadInt32();
        block.ReadInt32(); // the number of lists, which is implied by the end of the block
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

    // Null for related activities, opcodes, keywords, levels and versions, which are not useful in a profile.
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
