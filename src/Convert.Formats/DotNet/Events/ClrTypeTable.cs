using System.Globalization;

namespace Refold.Formats.DotNet;

/// <summary>The names of types that events refer to by id.</summary>
/// <remarks>
/// The event with the name (TypeBulkType) may follow the first use of the id. Until then the type's string is a
/// placeholder, <c>type 0x7f7319dc08c0</c>, which <see cref="Add"/> replaces.
/// </remarks>
internal sealed class ClrTypeTable(ClrStringPool strings)
{
    private readonly Dictionary<ulong, int> _stringIds = [];

    /// <summary>The string of a type, by <see cref="ClrStringPool"/>; its text may still change.</summary>
    public int StringIdOf(ulong type)
    {
        if (!_stringIds.TryGetValue(type, out int id))
        {
            id = strings.Add(string.Create(CultureInfo.InvariantCulture, $"type 0x{type:x}"));
            _stringIds.Add(type, id);
        }

        return id;
    }

    /// <summary>Sets the name of a type; an empty name is ignored.</summary>
    public void Add(ulong type, ReadOnlySpan<char> name)
    {
        if (!name.IsEmpty)
        {
            strings.Rename(StringIdOf(type), name.ToString());
        }
    }
}
