using Refold.Storage;

namespace Refold;

/// <summary>
/// Distinct UTF-8 strings, end to end in one array. A .NET string is made only when somebody asks for one.
/// Bytes that are not valid UTF-8 are kept as they are.
/// </summary>
internal sealed class StringTable
{
    private readonly SpanInterner<byte> _runs = new();

    public int Count => _runs.Count;

    public long ByteCount => _runs.ItemCount;

    public ReadOnlySpan<byte> this[StringId id] => _runs[id.Number];

    public StringId Add(ReadOnlySpan<byte> utf8) => new(_runs.Add(utf8));

    public bool TryFind(ReadOnlySpan<byte> utf8, out StringId id)
    {
        bool found = _runs.TryFind(utf8, out int number);
        id = new StringId(number);
        return found;
    }
}
