using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Refold.Formats.Nettrace;

/// <summary>
/// Which code of a method is of which instruction of its intermediate language (IL): the events MethodILToNativeMap. There
/// are none for code that was compiled before the program ran.
/// </summary>
internal sealed class NettraceILMaps(bool isEnabled)
{
    private const int EntrySize = 4;

    // What the compiler adds before the first instruction.
    private const int Prologue = -2;

    private readonly Dictionary<(long Process, long Method, long Version), (int Start, int Count)> _maps = [];
    private readonly List<byte> _bytes = [];

    /// <summary>Adds what an event tells.</summary>
    /// <exception cref="NettraceDamageException">The payload is too short.</exception>
    public void Add(long process, ref NettraceCursor payload)
    {
        if (!isEnabled)
        {
            return;
        }

        long method = payload.ReadInt64();
        long version = payload.ReadInt64();
        payload.ReadByte(); // which part of the code: there is but one
        int count = payload.ReadUInt16();
        ReadOnlySpan<byte> entries = payload.ReadBytes(count * EntrySize * 2);
        _maps[(process, method, version)] = (_bytes.Count, count);
        CollectionExtensions.AddRange(_bytes, entries);
    }

    /// <summary>The instruction that some code of a method is of; -1 if that is not known.</summary>
    /// <param name="method">The method.</param>
    /// <param name="offset">Where its code is, from the first byte.</param>
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
