using System.Globalization;

namespace Refold.Formats.DotNet;

/// <summary>
/// Types that events tell by a number. Their names come in events of their own (TypeBulkType), which may be later.
/// </summary>
internal sealed class ClrTypeTable(ClrStringPool strings)
{
    private readonly Dictionary<ulong, int> _numbers = [];

    /// <summary>The text that names a type in the end, by <see cref="ClrStringPool"/>.</summary>
    public int StringIdOf(ulong type)
    {
        if (!_numbers.TryGetValue(type, out int text))
        {
            text = strings.Add(string.Create(CultureInfo.InvariantCulture, $"type 0x{type:x}"));
            _numbers.Add(type, text);
        }

        return text;
    }

    /// <summary>Gives a type its name; an empty one tells nothing.</summary>
    public void Add(ulong type, ReadOnlySpan<char> name)
    {
        if (!name.IsEmpty)
        {
            strings.Rename(StringIdOf(type), name.ToString());
        }
    }
}
