using System.Reflection.Emit;
using System.Runtime.CompilerServices;

namespace Example.Events;

/// <summary>
/// Makes methods at run time, lets each work for some milliseconds, and forgets it: the runtime gives the next one the
/// same address.
/// </summary>
internal static class DynamicMethods
{
    public static void Run(int count)
    {
        for (int i = 0; i < count; i++)
        {
            Work(i);
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Console.WriteLine($"{count} methods");
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Work(int number)
    {
        var burn = (Action<long>)Make(number).CreateDelegate(typeof(Action<long>));
        burn(Environment.TickCount64 + 12);
    }

    // void Burn_n(long end) { do { Busy(); } while (Environment.TickCount64 < end); }
    private static DynamicMethod Make(int number)
    {
        var method = new DynamicMethod($"Burn_{number}", null, [typeof(long)]);
        ILGenerator code = method.GetILGenerator();
        Label again = code.DefineLabel();
        code.MarkLabel(again);
        code.EmitCall(OpCodes.Call, ((Action)Busy).Method, null);
        code.EmitCall(OpCodes.Call, typeof(Environment).GetProperty(nameof(Environment.TickCount64))!.GetMethod!, null);
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Blt, again);
        code.Emit(OpCodes.Ret);
        return method;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Busy() => Thread.SpinWait(2_000);
}
