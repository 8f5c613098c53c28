using System.Runtime.CompilerServices;

namespace Example.Events;

/// <summary>Threads that compute, one of them in generic methods, and one that sleeps.</summary>
internal static class Threads
{
    public static void Run(TimeSpan length)
    {
        DateTime end = DateTime.UtcNow + length;
        Thread[] threads =
        [
            new(() => Repeat(end, () => Sum(20_000))) { Name = "adder" },
            new(() => Repeat(end, () => Box<int>.Fill(7, 20_000))) { Name = "boxer" },
            new(() => Repeat(end, () => Sort.Descending(new Queue<string>(["b", "c", "a"]), 2_000))) { Name = "sorter" },
            new(() => Sleep(end)) { Name = "sleeper" },
        ];
        Array.ForEach(threads, t => t.Start());
        Array.ForEach(threads, t => t.Join());
        Console.WriteLine($"{threads.Length} threads");
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Repeat(DateTime end, Action work)
    {
        while (DateTime.UtcNow < end)
        {
            work();
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static double Sum(int count)
    {
        double sum = 0;
        for (int i = 0; i < count; i++)
        {
            sum += Math.Sqrt(i);
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Sleep(DateTime end)
    {
        while (DateTime.UtcNow < end)
        {
            Thread.Sleep(5);
        }
    }

    private static class Box<T>
    {
        [MethodImpl(MethodImplOptions.NoInlining)]
        public static int Fill(T value, int count)
        {
            var all = new T[64];
            for (int i = 0; i < count; i++)
            {
                all[i % all.Length] = value;
            }

            return all.Length;
        }
    }

    private static class Sort
    {
        [MethodImpl(MethodImplOptions.NoInlining)]
        public static int Descending<T>(IReadOnlyCollection<T> items, int times)
            where T : IComparable<T>
        {
            int count = 0;
            for (int i = 0; i < times; i++)
            {
                T[] copy = [.. items];
                Array.Sort(copy, (a, b) => b.CompareTo(a));
                count += copy.Length;
            }

            return count;
        }
    }
}
