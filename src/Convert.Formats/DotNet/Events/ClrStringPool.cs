namespace Refold.Formats.DotNet;

/// <summary>Maps repeated strings, such as names of types, to ids; id 0 is the empty string.</summary>
internal sealed class ClrStringPool
{
    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal) { [""] = 0 };
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _idsBySpan;
    private readonly List<string> _strings = [""];

    public ClrStringPool() => _idsBySpan = _ids.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The string of an id.</summary>
    public string this[int id] => _strings[id];

    /// <summary>Changes the string of an id. <see cref="Add"/> of the old string still returns this id.</summary>
    public void Rename(int id, string text) => _strings[id] = text;

    /// <summary>Returns the id of a string, which is added if it is new.</summary>
    public int Add(ReadOnlySpan<char> text)
    {
        if (!_idsBySpan.TryGetValue(text, out int id))
        {
            id = _strings.Count;
            _strings.Add(text.ToString());
            _idsBySpan[text] = id;
        }

        return id;
    }
}
