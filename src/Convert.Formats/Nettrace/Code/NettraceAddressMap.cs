namespace Refold.Formats.Nettrace;

/// <summary>Assigns the addresses of a process's stacks to owners: methods, symbols or mappings.</summary>
/// <remarks>
/// An address belongs to the first owner that claims it. Addresses with an owner are skipped by a chain of indexes, as
/// in a disjoint-set forest, so many overlapping claims cost little:
/// <code>
/// index                     0    1    2    3    4    5
/// address                  10   18   20   28   30
/// owners, A claims 18-20    -    A    A    -    -
/// next                      0    2    3    3    4    5
/// owners, B claims 10-30    B    A    A    B    B
/// next                      3    3    3    4    5    5
/// </code>
/// </remarks>
internal sealed class NettraceAddressMap
{
    private readonly ulong[] _addresses;
    private readonly int[] _owners;

    // From an index to one at or after it that may have no owner; shortened on each walk.
    private readonly int[] _next;

    public NettraceAddressMap(IEnumerable<ulong> addresses)
    {
        _addresses = [.. addresses];
        Array.Sort(_addresses);
        _owners = new int[_addresses.Length];
        _next = new int[_addresses.Length + 1];
        Array.Fill(_owners, -1);
        for (int i = 0; i < _next.Length; i++)
        {
            _next[i] = i;
        }
    }

    /// <summary>The number of addresses.</summary>
    public int Count => _addresses.Length;

    /// <summary>An address by its index, in ascending order.</summary>
    public ulong this[int index] => _addresses[index];

    /// <summary>The index of an address; negative if there is no such address.</summary>
    public int IndexOf(ulong address) => Array.BinarySearch(_addresses, address);

    /// <summary>The index of the first address that is not less; <see cref="Count"/> if there is none.</summary>
    public int First(ulong address)
    {
        int index = IndexOf(address);
        return index < 0 ? ~index : index;
    }

    /// <summary>The owner of an address; -1 if it has none.</summary>
    public int OwnerOf(int index) => _owners[index];

    /// <summary>Assigns all addresses without owner in an inclusive range.</summary>
    public void Claim(ulong first, ulong last, int owner)
    {
        for (int i = NextFree(First(first)); i < _addresses.Length && _addresses[i] <= last; i = NextFree(i))
        {
            _owners[i] = owner;
            _next[i] = i + 1;
        }
    }

    private int NextFree(int index)
    {
        int free = index;
        while (_next[free] != free)
        {
            free = _next[free];
        }

        while (_next[index] != free && index != free)
        {
            (_next[index], index) = (free, _next[index]);
        }

        return free;
    }
}
