using System.Runtime.CompilerServices;

namespace Example.Demo;

internal readonly struct AddMultiply : IFold<int>
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    public int Apply(int a, int b)
    {
        for (int i = 0; i < 20000; i++)
        {
            a = (a * 31) + b;
        }

        return a;
    }
}
