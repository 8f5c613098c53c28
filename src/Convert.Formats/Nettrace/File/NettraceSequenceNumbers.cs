namespace Refold.Formats.Nettrace;

/// <summary>Counts the events that the recording lost, by gaps in the sequence numbers of each thread.</summary>
/// <remarks>
/// <code>
/// thread 7    1  2  6            3, 4 and 5 are lost
/// thread 8    1
/// sequence point: 7 → 9, 8 → 1   7, 8 and 9 of thread 7 are lost: 6 events altogether
/// </code>
/// The thread of the last event is kept outside of the dictionary: most events follow one of their own thread.
/// </remarks>
internal sealed class NettraceSequenceNumbers
{
    private readonly Dictionary<ulong, uint> _last = [];
    private ulong _thread;
    private uint _number;
    private bool _isOpen;

    /// <summary>The number of lost events.</summary>
    public long Lost { get; private set; }

    /// <summary>Adds the sequence number of an event.</summary>
    public void Add(ulong thread, uint number)
    {
        if (!_isOpen || thread != _thread)
        {
            Switch(thread, number);
        }

        // A smaller number belongs to another thread that reuses the key, or to a concatenated file.
        uint gap = number - _number;
        Lost += gap is > 1 and < int.MaxValue ? gap - 1 : 0;
        _number = number;
    }

    /// <summary>Adds the last sequence number of a thread before a sequence point.</summary>
    public void AddLast(ulong thread, uint number)
    {
        Close();
        if (_last.TryGetValue(thread, out uint seen) && number - seen is > 0 and < int.MaxValue and var missing)
        {
            Lost += missing;
            _last[thread] = number;
        }
    }

    /// <summary>Removes all threads: their keys are reused.</summary>
    public void Clear()
    {
        _last.Clear();
        _isOpen = false;
    }

    private void Switch(ulong thread, uint number)
    {
        Close();
        _thread = thread;
        _number = _last.GetValueOrDefault(thread, number);
        _isOpen = true;
    }

    private void Close()
    {
        if (_isOpen)
        {
            _last[_thread] = _number;
            _isOpen = false;
        }
    }
}
