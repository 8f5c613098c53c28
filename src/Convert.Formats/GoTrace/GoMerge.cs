namespace Refold.Formats.GoTrace;

/// <summary>
/// Merges queues of events into one order: the earliest first, unless it has to wait for one of another queue, since
/// clocks of processors differ and events of one moment have equal times. The queues are a heap by time.
/// </summary>
/// <typeparam name="T">The kind of queue.</typeparam>
internal sealed class GoMerge<T>
    where T : GoCursor
{
    private static readonly Comparison<T> ByTime = (a, b) => a.Time.CompareTo(b.Time);

    private readonly List<T> _heap = [];

    /// <summary>The queues that have events left.</summary>
    public IReadOnlyList<T> Queues => _heap;

    /// <summary>The queue with the earliest event; there must be one.</summary>
    public T First => _heap[0];

    /// <summary>Adds a queue, which stands at its first event.</summary>
    public void Add(T queue)
    {
        _heap.Add(queue);
        SiftUp(_heap.Count - 1);
    }

    /// <summary>Forgets all queues.</summary>
    public void Clear() => _heap.Clear();

    /// <summary>
    /// Lets one event happen: the earliest that can. Else the result says whether all wait, or one is broken, which
    /// then is the first.
    /// </summary>
    public GoAdvance Step(Func<T, GoAdvance> advance)
    {
        GoAdvance result = advance(_heap[0]);
        if (result == GoAdvance.Done)
        {
            Refill(0);
            return result;
        }

        if (result == GoAdvance.Waits)
        {
            _heap.Sort(ByTime);
            for (int i = 1; i < _heap.Count && result == GoAdvance.Waits; i++)
            {
                result = advance(_heap[i]);
                if (result == GoAdvance.Done)
                {
                    Refill(i);
                    return result;
                }
            }
        }

        return result;
    }

    private void Refill(int i)
    {
        T queue = _heap[i];
        if (queue.MoveNext())
        {
            if (i > 0 && _heap[(i - 1) / 2].Time > queue.Time)
            {
                SiftUp(i);
            }
            else
            {
                SiftDown(i);
            }

            return;
        }

        for (; i > 0; i = (i - 1) / 2)
        {
            Swap(i, (i - 1) / 2);
        }

        Swap(0, _heap.Count - 1);
        _heap.RemoveAt(_heap.Count - 1);
        if (_heap.Count > 0)
        {
            SiftDown(0);
        }
    }

    private void SiftUp(int i)
    {
        for (; i > 0 && _heap[(i - 1) / 2].Time > _heap[i].Time; i = (i - 1) / 2)
        {
            Swap(i, (i - 1) / 2);
        }
    }

    private void SiftDown(int i)
    {
        while (true)
        {
            int least = i;
            for (int child = (2 * i) + 1; child <= (2 * i) + 2 && child < _heap.Count; child++)
            {
                least = _heap[child].Time < _heap[least].Time ? child : least;
            }

            if (least == i)
            {
                return;
            }

            Swap(i, least);
            i = least;
        }
    }

    private void Swap(int i, int j) => (_heap[i], _heap[j]) = (_heap[j], _heap[i]);
}
