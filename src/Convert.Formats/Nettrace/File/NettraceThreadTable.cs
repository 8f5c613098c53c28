using System.Text;
using Refold.Formats.DotNet;

namespace Refold.Formats.Nettrace;

/// <summary>Who an event is about: by number up to version 5, since then by an index that the file declares.</summary>
internal sealed class NettraceThreadTable
{
    // What recorders write for the thread of a process that is gone.
    private const long NoThread = uint.MaxValue;

    private const int OptionName = 1;
    private const int OptionProcess = 2;
    private const int OptionThread = 3;
    private const int OptionPair = 4;

    private readonly Dictionary<ulong, ClrThread> _threads = [];
    private ClrThread _last = new(0, 0);
    private ulong _lastKey;

    /// <summary>The thread of an event.</summary>
    public ClrThread Find(ulong key, NettraceTraceInfo trace)
    {
        if (key == _lastKey && _threads.Count > 0)
        {
            return _last;
        }

        if (!_threads.TryGetValue(key, out ClrThread? thread))
        {
            // Since version 6 this is an index whose declaration is lost.
            thread = new ClrThread(trace.ProcessId, trace.Version < 6 ? (long)key : 0);
            _threads.Add(key, thread);
        }

        (_last, _lastKey) = (thread, key);
        return thread;
    }

    /// <summary>Forgets all; indexes that come next are of others.</summary>
    public void Clear()
    {
        _threads.Clear();
        _lastKey = 0;
    }

    /// <summary>The threads of a block of version 6.</summary>
    public void AddBlock(NettraceCursor block, NettraceTraceInfo trace)
    {
        while (!block.IsAtEnd)
        {
            NettraceCursor row = block.Take(block.ReadUInt16());
            ulong index = row.ReadVarint();
            _threads[index] = ReadThread(ref row, trace);
            _lastKey = index;
            _last = _threads[index];
        }
    }

    /// <summary>The threads of a block of version 6 that have ended; their indexes may be used again.</summary>
    public void RemoveBlock(NettraceCursor block)
    {
        while (!block.IsAtEnd)
        {
            _threads.Remove(block.ReadVarint());
            block.ReadVarint(); // the number of its last event
        }

        _lastKey = ulong.MaxValue;
    }

    private static ClrThread ReadThread(ref NettraceCursor row, NettraceTraceInfo trace)
    {
        long process = trace.ProcessId;
        long thread = 0;
        string name = "";
        while (!row.IsAtEnd)
        {
            switch (row.ReadByte())
            {
                case OptionName:
                    name = Encoding.UTF8.GetString(row.ReadUtf8());
                    break;
                case OptionProcess:
                    process = (long)row.ReadVarint();
                    break;
                case OptionThread:
                    thread = (long)row.ReadVarint();
                    thread = thread == NoThread ? 0 : thread;
                    break;
                case OptionPair:
                    row.ReadUtf8();
                    row.ReadUtf8();
                    break;
                default:
                    // An option of a newer writer may be of any length.
                    return new ClrThread(process, thread, name);
            }
        }

        return new ClrThread(process, thread, name);
    }
}
