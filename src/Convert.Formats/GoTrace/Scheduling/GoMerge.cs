namespace Refold.Formats.GoTrace;

/// <summary>Merges queues of events into one order: a heap by the time of their first events.</summary>
/// <remarks>
/// The earliest event comes first unless it is deferred, since clocks of processors differ. Then the other queues are
/// tried in the order of their times:
/// <code>
/// queue A    3 start G7   9 …          queue B    5 unblock G7   8 …
///
/// A: 3 deferred, G7 waits still        B: 5 applied        A: 3 applied        B: 8 applied        A: 9 …
/// </code>
/// If all are deferred, an event is missing and no order exists.
/// </remarks>
/// <typeparam name="T">The type of the queues.</typeparam>
internal sealed class GoMerge<T>
    where T : GoEventQueue
{
    private Entry[] _heap = new Entry[8];

    /// <summary>The number of queues that have events left.</summary>
    public int Count { get; private set; }

    /// <summary>The queues that have events left.</summary>
    public IEnumerable<T> Queues => _heap.Take(Count).Select(e => e.Queue);

    /// <summary>The queue with the earliest event. There must be one.</summary>
    public T First => _heap[0].Queue;

    /// <summary>The time of the earliest event. There must be one.</summary>
    public long FirstTime => _heap[0].Time;

    /// <summary>Adds a queue, whose <see cref="GoEventQueue.MoveNext"/> has returned true.</summary>
    public void Add(T queue)
    {
        if (Count == _heap.Length)
        {
            Array.Resize(ref _heap, Count * 2);
        }

        _heap[Count] = new Entry(queue.Time, queue);
        SiftUp(Count++);
    }

    /// <summary>Removes all queues.</summary>
    public void Clear()
    {
        Array.Clear(_heap);
        Count = 0;
    }

    /// <summary>Applies the earliest event that is not deferred.</summary>
    /// <returns>
    /// <see cref="GoEventResult.Deferred"/> if all first events are deferred, <see cref="GoEventResult.Contradiction"/>
    /// if one of those tried contradicts previous events; then no event was applied.
    /// </returns>
    public GoEventResult Step(Func<T, GoEventResult> advance)
    {
        GoEventResult result = advance(_heap[0].Queue);
        int at = 0;
        if (result == GoEventResult.Deferred)
        {
            // A sorted array is a heap, too.
            _heap.AsSpan(0, Count).Sort((a, b) => a.Time.CompareTo(b.Time));
            while (result == GoEventResult.Deferred && ++at < Count)
            {
                result = advance(_heap[at].Queue);
            }
        }

        if (result == GoEventResult.Applied)
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

    // Returns the new index of the entry.
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
