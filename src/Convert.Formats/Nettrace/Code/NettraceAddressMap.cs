namespace Refold.Formats.Nettrace;

/// <summary>
/// The addresses that stacks of one process show, and what is known of them: of several claims to an address, the one
/// made first holds. Claims cost little even if many overlap: what has an owner is skipped.
/// </summary>
internal sealed class NettraceAddressMap
{
    private readonly ulong[] _addresses;
    private readonly int[] _owners;

    // From an address to the next one that may be without owner; shortened as it is walked.
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

    /// <summary>How many there are.</summary>
    public int Count => _addresses.Length;

    /// <summary>An address, lowest first.</summary>
    public ulong this[int index] => _addresses[index];

    /// <summary>The index of an address; negative if it is none of them.</summary>
    public int IndexOf(ulong address) => Array.BinarySearch(_addresses, address);

    /// <summary>The index of the first address that is not below this one.</summary>
    public int First(ulong address)
    {
        int index = IndexOf(address);
        return index < 0 ? ~index : index;
    }

    /// <summary>Who claimed an address first; -1 if nobody did.</summary>
    public int OwnerOf(int index) => _owners[index];

    /// <summary>Claims all addresses from one to another, both included, that nobody has.</summary>
    public void Claim(ulong first, ulong last, int owner)
    {
        for (int i = Free(First(first)); i < _addresses.Length && _addresses[i] <= last; i = Free(i))
        {
            _owners[i] = owner;
            _next[i] = i + 1;
        }
    }

    private int Free(int index)
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
