using System.Text;
using Refold.Formats.DotNet;

namespace Refold.Formats.Nettrace;

/// <summary>
/// The threads that events refer to: by thread id up to version 5, by a declared index since version 6.
/// </summary>
/// <remarks>
/// <code>
/// block of threads, version 6
///     0f 00                 size of the row
///     03                    index 3
///     01 06 "worker"        option 1: name
///     02 b8 20              option 2: process id 4152
///     03 b9 20              option 3: thread id 4153
///                           (option 4: a key and a value, two strings)
/// block of removed threads, version 6
///     03 d2 09              index 3, sequence number of its last event
/// </code>
/// </remarks>
internal sealed class NettraceThreadTable
{
    // The thread id that collect-linux writes if the process has already exited.
    private const long NoThread = uint.MaxValue;

    private const int OptionName = 1;
    private const int OptionProcess = 2;
    private const int OptionThread = 3;
    private const int OptionPair = 4;

    private readonly Dictionary<ulong, ClrThread> _threads = [];
    private ClrThread _last = new(0, 0);
    private ulong _lastKey;

    /// <summary>Returns the thread of an event.</summary>
    public ClrThread Find(ulong key, NettraceTraceInfo trace)
    {
        if (key == _lastKey && _threads.Count > 0)
        {
            return _last;
        }

        if (!_threads.TryGetValue(key, out ClrThread? thread))
        {
            // Since version 6, an index without a declaration: the thread id is unknown.
            thread = new ClrThread(trace.ProcessId, trace.Version < 6 ? (long)key : 0);
            _threads.Add(key, thread);
        }

        (_last, _lastKey) = (thread, key);
        return thread;
    }

    /// <summary>Removes all threads: their indexes are reused after a sequence point with that flag.</summary>
    public void Clear()
    {
        _threads.Clear();
        _lastKey = 0;
    }

    /// <summary>Adds the threads of a block of version 6.</summary>
    /// <exception cref="NettraceDamageException">The block is corrupt.</exception>
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

    /// <summary>Removes the threads of a block of version 6: they have ended and their indexes may be reused.</summary>
    /// <exception cref="NettraceDamageException">The block is corrupt.</exception>
    public void RemoveBlock(NettraceCursor block)
    {
        while (!block.IsAtEnd)
        {
            _threads.Remove(block.ReadVarint());
            block.ReadVarint(); // the sequence number of its last event
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
                    // The length of an unknown option is unknown, so the rest of the row cannot be read.
                    return new ClrThread(process, thread, name);
            }
        }

        return new ClrThread(process, thread, name);
    }
}
