using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace Example.Demo;

/// <summary>Phases of known length, with names as .NET makes them. usage: Phases [SCALE]</summary>
internal static class Program
{
    private static volatile int _sink;

    private static double _scale = 1;

    private static async Task Main(string[] arguments)
    {
        _scale = arguments.Length > 0 ? double.Parse(arguments[0], CultureInfo.InvariantCulture) : 1;
        Burn("Fibonacci", 500, () => _sink = Fibonacci(12));
        var folder = new Folder<AddMultiply, int>();
        int[] numbers = [1, 2, 3];
        Burn("Folder<AddMultiply, int>.Fold", 400, () => _sink = folder.Fold(1, numbers));
        Burn("SumRoots<long>", 300, () => _sink = (int)SumRoots(100000L));
        Burn("LinqChain", 300, () => _sink = LinqChain());
        Burn("LocalFunction", 200, () => _sink = LocalFunction(20000));
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed.TotalMilliseconds < 400 * _scale)
        {
            await StepAsync(6);
        }

        Say("StepAsync", watch.Elapsed);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Fibonacci(int n) => n < 2 ? n : Fibonacci(n - 1) + Fibonacci(n - 2);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static double SumRoots<T>(T times)
        where T : System.Numerics.INumber<T>
    {
        double sum = 0;
        int count = int.CreateChecked(times);
        for (int i = 1; i < count; i++)
        {
            sum += Math.Sqrt(i);
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int LinqChain() => Numbers(20000)
        .Where(x => x % 3 == 0)
        .Select(x => x * x)
        .OrderBy(x => x)
        .Aggregate(0, (sum, x) => sum ^ x);

    private static IEnumerable<int> Numbers(int count)
    {
        for (int i = 0; i < count; i++)
        {
            yield return i * 7 % 1013;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int LocalFunction(int times)
    {
        int sum = 0;
        for (int i = 0; i < 10; i++)
        {
            Inner(times);
        }

        return sum;

        void Inner(int count)
        {
            for (int i = 0; i < count; i++)
            {
                sum = (sum * 5) + i;
            }
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<int> StepAsync(int depth)
    {
        if (depth == 0)
        {
            await Task.Yield();
            AsyncLeaf();
            return 1;
        }

        return await StepAsync(depth - 1) + 1;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void AsyncLeaf()
    {
        int x = _sink;
        for (int i = 0; i < 3000000; i++)
        {
            x = (x * 1664525) + 1013904223;
        }

        _sink = x;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Burn(string what, double ms, Action body)
    {
        var watch = Stopwatch.StartNew();
        do
        {
            body();
        }
        while (watch.Elapsed.TotalMilliseconds < ms * _scale);

        Say(what, watch.Elapsed);
    }

    private static void Say(string what, TimeSpan took) => Console.WriteLine(
        string.Create(CultureInfo.InvariantCulture, $"{what}: {took.TotalMilliseconds:F1} ms of wall time"));
}
