using System.Globalization;

namespace Refold.Formats.Nettrace;

/// <summary>
/// Types that events tell by a number. Their names come in events of their own (TypeBulkType), which may be later.
/// </summary>
internal sealed class NettraceTypes(NettraceTexts texts)
{
    private readonly Dictionary<ulong, int> _numbers = [];

    /// <summary>The text that names a type in the end, by <see cref="NettraceTexts"/>.</summary>
    public int TextOf(ulong type)
    {
        if (!_numbers.TryGetValue(type, out int text))
        {
            text = texts.Add(string.Create(CultureInfo.InvariantCulture, $"type 0x{type:x}"));
            _numbers.Add(type, text);
        }

        return text;
    }

    /// <summary>Takes the names that an event tells; an empty one tells nothing.</summary>
    /// <exception cref="NettraceDamageException">The payload is too short.</exception>
    public void Add(ref NettraceCursor payload)
    {
        const int Size = 8; // in processes of 32 bits, too
        int count = payload.ReadInt32();
        payload.ReadUInt16(); // the runtime
        for (; count > 0; count--)
        {
            ulong type = payload.ReadPointer(Size);
            payload.ReadBytes(Size + 4 + 4 + 1); // module, name in it, flags, kind of element
            ReadOnlySpan<char> name = payload.ReadUtf16();
            if (!name.IsEmpty)
            {
                texts.Rename(TextOf(type), name.ToString());
            }

            int parameters = payload.ReadInt32();
            payload.ReadBytes(checked((int)Math.Min((uint)parameters * (long)Size, int.MaxValue)));
        }
    }
}
