using System.Runtime.CompilerServices;

namespace Example.Events;

/// <summary>One thread sets an event that another waits for; a third waits for a condition.</summary>
internal static class Waits
{
    private static readonly object Condition = new();

    public static void Run(TimeSpan length)
    {
        DateTime end = DateTime.UtcNow + length;
        using var signal = new AutoResetEvent(false);
        int met = 0;
        Thread[] threads =
        [
            new(() => Set(signal, end)),
            new(() => met = WaitFor(signal, end)),
            new(() => WaitForCondition(end)),
        ];
        Array.ForEach(threads, t => t.Start());
        Array.ForEach(threads, t => t.Join());
        Console.WriteLine($"{met} signals");
    }

    private static void Set(AutoResetEvent signal, DateTime end)
    {
        while (DateTime.UtcNow < end)
        {
            Thread.Sleep(4);
            signal.Set();
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int WaitFor(AutoResetEvent signal, DateTime end)
    {
        int met = 0;
        while (DateTime.UtcNow < end)
        {
            met += signal.WaitOne(50) ? 1 : 0;
        }

        return met;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void WaitForCondition(DateTime end)
    {
        lock (Condition)
        {
            while (DateTime.UtcNow < end)
            {
                Monitor.Wait(Condition, 10);
            }
        }
    }
}
