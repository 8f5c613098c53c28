using Refold.Formats.DotNet;

namespace Refold.Formats.Nettrace;

/// <summary>
/// What happened between two sequence points: stacks, whose numbers hold until the next point, and occurrences, which
/// come in the order of time only thread by thread.
/// </summary>
internal sealed class NettraceOrderedWindow
{
    private readonly Dictionary<int, (int Start, int Length)> _stacks = [];
    private readonly List<ClrEvent> _waiting = [];
    private byte[] _addresses = new byte[1 << 16];
    private int _used;
    private long _latest = long.MinValue;
    private bool _isSorted = true;

    /// <summary>The occurrences in the order of time; of those of one moment, that of the file.</summary>
    public IEnumerable<ClrEvent> InOrder()
    {
        if (_isSorted)
        {
            return _waiting;
        }

        // Sorting the occurrences themselves would move a hundred bytes each time.
        int[] order = [.. Enumerable.Range(0, _waiting.Count)];
        long[] times = [.. _waiting.Select(what => what.Time)];
        Array.Sort(times, order);
        for (int start = 0, end; start < order.Length; start = end)
        {
            end = start + 1;
            while (end < order.Length && times[end] == times[start])
            {
                end++;
            }

            Array.Sort(order, start, end - start);
        }

        return order.Select(index => _waiting[index]);
    }

    /// <summary>How many occurrences there are.</summary>
    public int Count => _waiting.Count;

    /// <summary>The addresses of a stack as they stand in the file, leaf first; empty if there is none of this number.</summary>
    public ReadOnlySpan<byte> Stack(int id) =>
        _stacks.TryGetValue(id, out (int Start, int Length) at) ? _addresses.AsSpan(at.Start, at.Length) : default;

    /// <summary>Adds a stack.</summary>
    public void AddStack(int id, ReadOnlySpan<byte> addresses)
    {
        if (_used + (long)addresses.Length > _addresses.Length)
        {
            long wanted = Math.Max(_addresses.Length * 2L, _used + (long)addresses.Length);
            Array.Resize(ref _addresses, (int)Math.Min(Array.MaxLength, wanted));
        }

        addresses.CopyTo(_addresses.AsSpan(_used));
        _stacks[id] = (_used, addresses.Length);
        _used += addresses.Length;
    }

    /// <summary>Adds an occurrence.</summary>
    public void Add(in ClrEvent occurrence)
    {
        _isSorted &= occurrence.Time >= _latest;
        _latest = occurrence.Time;
        _waiting.Add(occurrence);
    }

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        _stacks.Clear();
        _waiting.Clear();
        _used = 0;
        _latest = long.MinValue;
        _isSorted = true;
    }
}
