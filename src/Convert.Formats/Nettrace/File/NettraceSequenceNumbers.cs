namespace Refold.Formats.Nettrace;

/// <summary>Counts the events that a recording lost: each thread numbers those it writes, so a gap tells.</summary>
internal sealed class NettraceSequenceNumbers
{
    private readonly Dictionary<ulong, uint> _last = [];
    private ulong _thread;
    private uint _number;
    private bool _isOpen;

    /// <summary>How many events are missing.</summary>
    public long Lost { get; private set; }

    /// <summary>An event of a thread.</summary>
    public void Note(ulong thread, uint number)
    {
        if (!_isOpen || thread != _thread)
        {
            Switch(thread, number);
        }

        // A number that goes back is that of another thread with the same key, or of a file put together.
        uint gap = number - _number;
        Lost += gap is > 1 and < int.MaxValue ? gap - 1 : 0;
        _number = number;
    }

    /// <summary>What a sequence point says: a thread has written this many events up to here.</summary>
    public void NoteLast(ulong thread, uint number)
    {
        Close();
        if (_last.TryGetValue(thread, out uint seen) && number - seen is > 0 and < int.MaxValue and var missing)
        {
            Lost += missing;
            _last[thread] = number;
        }
    }

    /// <summary>Forgets the threads; the keys that come next are of others.</summary>
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
