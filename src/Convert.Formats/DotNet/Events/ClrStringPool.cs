namespace Refold.Formats.DotNet;

/// <summary>Texts that come again and again, such as names of types, by number; 0 is the empty text.</summary>
internal sealed class ClrStringPool
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal) { [""] = 0 };
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _bySpan;
    private readonly List<string> _strings = [""];

    public ClrStringPool() => _bySpan = _numbers.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>A text.</summary>
    public string this[int number] => _strings[number];

    /// <summary>Gives a number another text; the one it had keeps its number for those who ask for it.</summary>
    public void Rename(int number, string text) => _strings[number] = text;

    /// <summary>The number of a text, which is added if it is new.</summary>
    public int Add(ReadOnlySpan<char> text)
    {
        if (!_bySpan.TryGetValue(text, out int number))
        {
            number = _strings.Count;
            _strings.Add(text.ToString());
            _bySpan[text] = number;
        }

        return number;
    }
}
