using System.Runtime.CompilerServices;

namespace Example.Events;

/// <summary>Allocates small objects, arrays of several types, and large ones, from two methods.</summary>
internal static class Allocations
{
    private static object? _kept;

    public static void Run(TimeSpan length)
    {
        DateTime end = DateTime.UtcNow + length;
        long bytes = 0;
        while (DateTime.UtcNow < end && bytes < 40_000_000)
        {
            bytes += Small(2_000) + Arrays(20) + Large();
        }

        Console.WriteLine($"at least {bytes} bytes, last a {_kept?.GetType().Name}");
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long Small(int count)
    {
        for (int i = 0; i < count; i++)
        {
            _kept = new Point(i, i);
        }

        return count * 24L;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long Arrays(int count)
    {
        for (int i = 0; i < count; i++)
        {
            _kept = new Dictionary<string, List<int>>(16);
            _kept = new string('x', 1000);
        }

        return count * 2000L;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long Large()
    {
        _kept = new byte[200_000];
        return 200_000;
    }

    private sealed record Point(int X, int Y);
}
