using System.Runtime.CompilerServices;

namespace Example.Events;

/// <summary>Throws so many exceptions of two types, and catches them, one in three at some depth.</summary>
internal static class Exceptions
{
    public static void Run(int count)
    {
        int caught = 0;
        for (int i = 0; i < count; i++)
        {
            try
            {
                Fail(i);
            }
            catch (Exception e) when (e is InvalidOperationException or FormatException)
            {
                caught++;
            }
        }

        Console.WriteLine($"{caught} exceptions, {count - (count + 2) / 3} of them FormatException");
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Fail(int i)
    {
        if (i % 3 == 0)
        {
            Deep(5);
        }

        throw new FormatException($"number {i}");
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Deep(int depth)
    {
        if (depth == 0)
        {
            throw new InvalidOperationException("the bottom");
        }

        Deep(depth - 1);
        GC.KeepAlive(depth);
    }
}
