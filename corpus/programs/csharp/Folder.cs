using System.Runtime.CompilerServices;

namespace Example.Demo;

internal sealed class Folder<TFold, T>
    where TFold : struct, IFold<T>
{
    private readonly TFold _fold = default;

    [MethodImpl(MethodImplOptions.NoInlining)]
    public T Fold(T seed, IReadOnlyList<T> values)
    {
        foreach (T value in values)
        {
            seed = _fold.Apply(seed, value);
        }

        return seed;
    }
}
