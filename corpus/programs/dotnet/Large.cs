using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Example.Events;

/// <summary>Many threads with deep and ever other stacks, which compute, allocate and throw: for large traces.</summary>
internal static class Large
{
    private const int Threads = 40;
    private const int LeastDepth = 15;
    private const int MostDepth = 60;

    public static void Run(TimeSpan time)
    {
        long end = Stopwatch.GetTimestamp() + (long)(time.TotalSeconds * Stopwatch.Frequency);
        Thread[] threads = [.. Enumerable.Range(1, Threads).Select(seed => new Thread(() => Work(new Random(seed), end)))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        Console.WriteLine($"{Threads} threads");
    }

    private static void Work(Random random, long end)
    {
        while (Stopwatch.GetTimestamp() < end)
        {
            int depth = random.Next(LeastDepth, MostDepth);
            Even(depth, random.NextInt64(), random);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long Even(int depth, long path, Random random) =>
        1 + Next(depth, path, random);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long Odd(int depth, long path, Random random) =>
        2 + Next(depth, path, random);

    private static long Next(int depth, long path, Random random) =>
        depth == 0 ? Leaf(random)
        : (path & 1) == 0 ? Even(depth - 1, path >> 1, random)
        : Odd(depth - 1, path >> 1, random);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long Leaf(Random random) => random.Next(8) switch
    {
        0 => new byte[random.Next(100_000)].Length,
        1 => string.Concat(Enumerable.Repeat("word ", 200)).Length,
        2 => Caught(random.Next(100)),
        _ => Spin(random.Next(20_000)),
    };

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Caught(int number)
    {
        try
        {
            throw new InvalidOperationException($"number {number}");
        }
        catch (InvalidOperationException e)
        {
            return e.Message.Length;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long Spin(int rounds)
    {
        long sum = 0;
        for (int i = 0; i < rounds; i++)
        {
            sum += i * sum ^ i;
        }

        return sum;
    }
}
