namespace Refold.Formats.FlameGraph;

/// <summary>The distinct names of frames, as UTF-8, numbered from 0; number 0 is the root's, which is empty.</summary>
internal sealed class FrameNameTable
{
    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal) { [""] = 0 };
    private readonly List<byte[]> _names = [[]];
    public ReadOnlySpan<byte> this[int id] => _names[id];
    public int Add(byte[] name)
    {
        string key = Refold.Tables.Utf8Text.Decode(name);
        if (!_ids.TryGetValue(key, out int id))
        {
            _ids[key] = id = _names.Count;
            _names.Add(name);
        }
        return id;
    }
}
