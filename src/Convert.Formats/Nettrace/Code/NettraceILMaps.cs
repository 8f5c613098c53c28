using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Refold.Formats.Nettrace;

/// <summary>The maps from a method's code to its IL instructions: the events MethodILToNativeMap.</summary>
/// <remarks>
/// <code>
/// i64 i64           method id, ReJIT id
/// u8  u16           0, number of entries: 3
/// i32 i32 i32       IL offsets:       -2   0   7      -2 is the prologue, -3 the epilogue
/// i32 i32 i32       code offsets:      0   4  19      offset 11 of the code belongs to IL offset 0
/// </code>
/// Precompiled code has no maps.
/// </remarks>
/// <param name="isEnabled">Whether maps are kept.</param>
internal sealed class NettraceILMaps(bool isEnabled)
{
    private const int EntrySize = 4;

    // The IL offset of code that the compiler adds before the first instruction.
    private const int Prologue = -2;

    private readonly Dictionary<(long Process, long Method, long Version), (int Start, int Count)> _maps = [];
    private readonly List<byte> _bytes = [];

    /// <summary>Adds the map of an event.</summary>
    /// <exception cref="NettraceDamageException">The payload is too short.</exception>
    public void Add(long process, ref NettraceCursor payload)
    {
        if (!isEnabled)
        {
            return;
        }

        long method = payload.ReadInt64();
        long version = payload.ReadInt64();
        payload.ReadByte(); // the extent of the map, always 0
        int count = payload.ReadUInt16();
        ReadOnlySpan<byte> entries = payload.ReadBytes(count * EntrySize * 2);
        _maps[(process, method, version)] = (_bytes.Count, count);
        CollectionExtensions.AddRange(_bytes, entries);
    }

    /// <summary>The IL offset of the instruction at an offset of a method's code; negative if unknown.</summary>
    /// <param name="method">The method.</param>
    /// <param name="offset">The offset from the first byte of the method's code.</param>
    public int InstructionAt(in NettraceMethod method, long offset)
    {
        if (!_maps.TryGetValue((method.Process, method.Id, method.Version), out (int Start, int Count) map))
        {
            return -1;
        }

        ReadOnlySpan<byte> bytes = CollectionsMarshal.AsSpan(_bytes).Slice(map.Start, map.Count * EntrySize * 2);
        ReadOnlySpan<byte> natives = bytes[(map.Count * EntrySize)..];
        int instruction = -1;
        long closest = -1;
        for (int i = 0; i < map.Count; i++)
        {
            int il = BinaryPrimitives.ReadInt32LittleEndian(bytes[(i * EntrySize)..]);
            uint native = BinaryPrimitives.ReadUInt32LittleEndian(natives[(i * EntrySize)..]);
            if (native <= offset && (native > closest || (native == closest && instruction < 0)))
            {
                (instruction, closest) = (il, native);
            }
        }

        return instruction == Prologue ? 0 : instruction;
    }
}
