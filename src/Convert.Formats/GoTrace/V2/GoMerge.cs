namespace Refold.Formats.GoTrace;

/// <summary>
/// Merges queues of events into one order: the earliest first, unless it has to wait for one of another queue, since
/// clocks of processors differ and events of one moment have equal times. The queues are a heap by time.
/// </summary>
/// <typeparam name="T">The kind of queue.</typeparam>
internal sealed class GoMerge<T>
    where T : GoCursor
{
    private Entry[] _heap = new Entry[8];

    /// <summary>How many queues have events left.</summary>
    public int Count { get; private set; }

    /// <summary>The queues that have events left.</summary>
    public IEnumerable<T> Queues => _heap.Take(Count).Select(e => e.Queue);

    /// <summary>The queue with the earliest event; there must be one.</summary>
    public T First => _heap[0].Queue;

    /// <summary>The time of the earliest event; there must be one.</summary>
    public long FirstTime => _heap[0].Time;

    /// <summary>Adds a queue, which stands at its first event.</summary>
    public void Add(T queue)
    {
        if (Count == _heap.Length)
        {
            Array.Resize(ref _heap, Count * 2);
        }

        _heap[Count] = new Entry(queue.Time, queue);
        SiftUp(Count++);
    }

    /// <summary>Forgets all queues.</summary>
    public void Clear()
    {
        Array.Clear(_heap);
        Count = 0;
    }

    /// <summary>
    /// Lets one event happen: the earliest that can. Else the result says whether all wait, or one is broken, which
    /// then stops the rest.
    /// </summary>
    public GoAdvance Step(Func<T, GoAdvance> advance)
    {
        GoAdvance result = advance(_heap[0].Queue);
        int at = 0;
        if (result == GoAdvance.Waits)
        {
            // What is sorted is a heap, too.
            _heap.AsSpan(0, Count).Sort((a, b) => a.Time.CompareTo(b.Time));
            while (result == GoAdvance.Waits && ++at < Count)
            {
                result = advance(_heap[at].Queue);
            }
        }

        if (result == GoAdvance.Done)
        {
            Refill(at);
        }

        return result;
    }

    private void Refill(int at)
    {
        T queue = _heap[at].Queue;
        if (queue.MoveNext())
        {
            _heap[at] = new Entry(queue.Time, queue);
            Sift(at);
            return;
        }

        _heap[at] = _heap[--Count];
        _heap[Count] = default;
        if (at < Count)
        {
            Sift(at);
        }
    }

    private void Sift(int at)
    {
        if (SiftDown(at) == at)
        {
            SiftUp(at);
        }
    }

    private void SiftUp(int at)
    {
        Entry moved = _heap[at];
        for (; at > 0 && _heap[(at - 1) / 2].Time > moved.Time; at = (at - 1) / 2)
        {
            _heap[at] = _heap[(at - 1) / 2];
        }

        _heap[at] = moved;
    }

    // Returns where the entry is now.
    private int SiftDown(int at)
    {
        Entry[] heap = _heap;
        Entry moved = heap[at];
        while (true)
        {
            int child = (2 * at) + 1;
            if (child >= Count)
            {
                break;
            }

            child += child + 1 < Count && heap[child + 1].Time < heap[child].Time ? 1 : 0;
            if (heap[child].Time >= moved.Time)
            {
                break;
            }

            heap[at] = heap[child];
            at = child;
        }

        heap[at] = moved;
        return at;
    }

    private readonly record struct Entry(long Time, T Queue);
}
