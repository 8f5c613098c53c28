using System.Runtime.CompilerServices;

namespace Example.Events;

/// <summary>
/// Three threads that want a lock, and another one behind it, which is held longer, so that both are contended.
/// </summary>
internal static class Locks
{
    private static readonly object Gate = new();
    private static readonly Lock NewGate = new();

    public static void Run(TimeSpan length)
    {
        DateTime end = DateTime.UtcNow + length;
        Thread[] threads = [.. Enumerable.Range(0, 3).Select(_ => new Thread(() => Work(end)))];
        Array.ForEach(threads, t => t.Start());
        Array.ForEach(threads, t => t.Join());
        Console.WriteLine("3 threads, 2 locks");
    }

    private static void Work(DateTime end)
    {
        while (DateTime.UtcNow < end)
        {
            HoldMonitor();
            HoldLock();
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void HoldMonitor()
    {
        lock (Gate)
        {
            Thread.Sleep(5);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void HoldLock()
    {
        lock (NewGate)
        {
            Thread.Sleep(8);
        }
    }
}
