using Refold.Formats.DotNet;

namespace Refold.Formats.Nettrace;

/// <summary>The events and stacks between two sequence points.</summary>
/// <remarks>
/// Each thread writes its events to its own buffer, so they are ordered by time only thread by thread. No event after a
/// sequence point is earlier than one before it, so sorting one window at a time sorts the trace:
/// <code>
/// file        thread 7: 30 50    thread 8: 10 30    │ sequence point │   thread 7: 60 …
/// sorted      10(8) 30(7) 30(8) 50(7)               │                │   60 …
/// </code>
/// Ids of stacks are valid within a window.
/// </remarks>
internal sealed class NettraceOrderedWindow
{
    private readonly Dictionary<int, (int Start, int Length)> _stacks = [];
    private readonly List<ClrEvent> _events = [];
    private byte[] _addresses = new byte[1 << 16];
    private int _used;
    private long _latest = long.MinValue;
    private bool _isSorted = true;

    /// <summary>The events in order of time; those of the same time in the order of the file.</summary>
    public IEnumerable<ClrEvent> InOrder()
    {
        if (_isSorted)
        {
            return _events;
        }

        // Indexes are sorted rather than events, which have about a hundred bytes each.
        int[] order = [.. Enumerable.Range(0, _events.Count)];
        long[] times = [.. _events.Select(e => e.Time)];
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

        return order.Select(index => _events[index]);
    }

    /// <summary>The number of events.</summary>
    public int Count => _events.Count;

    /// <summary>The addresses of a stack as the file stores them, leaf first; empty if the id is unknown.</summary>
    public ReadOnlySpan<byte> Stack(int id) =>
        _stacks.TryGetValue(id, out (int Start, int Length) at) ? _addresses.AsSpan(at.Start, at.Length) : default;

    /// <summary>Adds a stack.</summary>
    public void AddStack(int id, ReadOnlySpan<byte> addresses)
    {
        if (_used + (long)addresses.Length > _addresses.Length)
        {
            long size = Math.Max(_addresses.Length * 2L, _used + (long)addresses.Length);
            Array.Resize(ref _addresses, (int)Math.Min(Array.MaxLength, size));
        }

        addresses.CopyTo(_addresses.AsSpan(_used));
        _stacks[id] = (_used, addresses.Length);
        _used += addresses.Length;
    }

    /// <summary>Adds an event.</summary>
    public void Add(in ClrEvent clrEvent)
    {
        _isSorted &= clrEvent.Time >= _latest;
        _latest = clrEvent.Time;
        _events.Add(clrEvent);
    }

    /// <summary>Removes all events and stacks.</summary>
    public void Clear()
    {
        _stacks.Clear();
        _events.Clear();
        _used = 0;
        _latest = long.MinValue;
        _isSorted = true;
    }
}
