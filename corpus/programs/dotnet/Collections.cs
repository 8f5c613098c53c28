using System.Runtime.CompilerServices;

namespace Example.Events;

/// <summary>Makes the collector run so many times, in all generations, while another thread computes.</summary>
internal static class Collections
{
    public static void Run(int count)
    {
        bool isDone = false;
        var other = new Thread(() => Spin(ref isDone));
        other.Start();
        for (int i = 0; i < count; i++)
        {
            Collect(i % 3);
            Thread.Sleep(5);
        }

        Volatile.Write(ref isDone, true);
        other.Join();
        Console.WriteLine($"{GC.CollectionCount(0)} collections, {GC.CollectionCount(2)} of them full");
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Collect(int generation) => GC.Collect(generation, GCCollectionMode.Forced, blocking: true);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Spin(ref bool isDone)
    {
        while (!Volatile.Read(ref isDone))
        {
            Thread.SpinWait(1_000);
        }
    }
}
