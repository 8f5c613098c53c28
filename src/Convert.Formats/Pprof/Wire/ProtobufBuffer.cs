using Refold.Formats.Shared;

namespace Refold.Formats.Pprof;

/// <summary>The encoded bytes of a message under construction.</summary>
internal sealed class ProtobufBuffer
{
    private byte[] _bytes = new byte[4096];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    public void Clear() => Length = 0;

    /// <summary>Appends a number without a tag, as in a packed field.</summary>
    public void AddVarint(ulong value)
    {
        Reserve(Varint.MaxLength);
        Length = Varint.Write(_bytes, Length, value);
    }

    /// <summary>Appends a field with a number; nothing for 0, the value of an absent field.</summary>
    public void AddField(uint tag, ulong value)
    {
        if (value != 0)
        {
            AddFieldAlways(tag, value);
        }
    }

    /// <summary>Appends a field with a number, even if it is 0.</summary>
    public void AddFieldAlways(uint tag, ulong value)
    {
        Reserve(2 * Varint.MaxLength);
        Length = Varint.Write(_bytes, Varint.Write(_bytes, Length, tag), value);
    }

    /// <summary>Appends a field with bytes, even if there are none.</summary>
    public void AddField(uint tag, ReadOnlySpan<byte> bytes)
    {
        AddFieldAlways(tag, (ulong)bytes.Length);
        AddBytes(bytes);
    }

    /// <summary>Appends bytes as they are.</summary>
    public void AddBytes(ReadOnlySpan<byte> bytes)
    {
        Reserve(bytes.Length);
        bytes.CopyTo(_bytes.AsSpan(Length));
        Length += bytes.Length;
    }

    /// <summary>Appends the ids of locations without tags, as in a packed field.</summary>
    public void AddVarints(ReadOnlySpan<LocationId> ids, PprofIdWriter fileIds)
    {
        Reserve(checked(ids.Length * Varint.MaxLength));
        byte[] bytes = _bytes;
        int at = Length;
        foreach (LocationId id in ids)
        {
            at = Varint.Write(bytes, at, fileIds[id.Number]);
        }

        Length = at;
    }

    private void Reserve(int length)
    {
        if (length > _bytes.Length - Length)
        {
            long needed = Math.Max(Length + (long)length, _bytes.Length * 2L);
            Array.Resize(ref _bytes, (int)Math.Min(Array.MaxLength, needed));
        }
    }
}
