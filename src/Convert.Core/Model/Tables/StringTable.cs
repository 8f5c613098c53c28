using Refold.Storage;

namespace Refold;

/// <summary>Distinct strings as UTF-8 bytes. Bytes that are not valid UTF-8 are stored as they are.</summary>
/// <remarks>A .NET string is made by <see cref="Profile.Text"/> only.</remarks>
internal sealed class StringTable
{
    private readonly SpanInterner<byte> _strings = new();

    public int Count => _strings.Count;

    public long ByteCount => _strings.ItemCount;

    public ReadOnlySpan<byte> this[StringId id] => _strings[id.Number];

    public StringId Add(ReadOnlySpan<byte> utf8) => new(_strings.Add(utf8));

    public bool TryFind(ReadOnlySpan<byte> utf8, out StringId id)
    {
        bool found = _strings.TryFind(utf8, out int number);
        id = new StringId(number);
        return found;
    }
}
