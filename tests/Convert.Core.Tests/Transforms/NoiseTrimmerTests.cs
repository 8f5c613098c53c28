using FsCheck.Xunit;
using Refold.Formats;
using Refold.Testing;
using Xunit;

namespace Refold.Core.Tests;

public sealed class NoiseTrimmerTests
{
    [Theory]
    [InlineData("go", "runtime.goexit.abi0;runtime.main;main.main;main.Map[go.shape.int_0]", "main.main;main.Map[...]")]
    [InlineData("go", "runtime.mstart;runtime.mstart1;runtime.schedule", "runtime.schedule")]
    [InlineData("go", "runtime.goexit", "runtime.goexit")]
    [InlineData("go", "main.main;runtime.main", "main.main;runtime.main")]
    [InlineData(
        "java",
        "start_thread;thread_native_entry;Thread::call_run;java/lang/Thread.run;Shop$$Lambda$14/0x0000000800c03000.run;"
            + "jdk.internal.reflect.DirectMethodHandleAccessor.invoke;java.lang.reflect.Method.invoke;$Proxy12.pay",
        "Shop$$Lambda.run;$Proxy.pay")]
    [InlineData(
        "java",
        "Shop$$Lambda/0x00007f.accept;GeneratedMethodAccessor7.invoke",
        "Shop$$Lambda.accept;GeneratedMethodAccessor.invoke")]
    [InlineData(
        "dotnet",
        "System.Threading.Thread.StartCallback;System.Threading.PortableThreadPool+WorkerThread.WorkerThreadStart;"
            + "System.Threading.ThreadPoolWorkQueue.Dispatch;Shop+<PayAsync>d__3.MoveNext;"
            + "System.Threading.ExecutionContext.RunInternal;Shop+<>c__DisplayClass1_0.<Pay>b__0",
        "Shop.PayAsync;Shop.Pay.lambda")]
    [InlineData(
        "dotnet",
        "app!Shop.Main;System.Collections.Generic.List`1.Add",
        "app!Shop.Main;System.Collections.Generic.List`1.Add")]
    public void Frames_and_names_that_runtimes_add_are_removed(string runtime, string stack, string expected) =>
        Assert.Equal($"{expected} 1", Assert.Single(StackLines.Of(Apply(runtime, stack))));

    [Fact]
    public void A_stack_of_runtime_frames_only_keeps_its_value() =>
        Assert.Equal([" 1"], StackLines.Of(Apply("java", "java.lang.reflect.Method.invoke")));

    [Fact]
    public void An_unknown_runtime_is_rejected() =>
        Assert.Throws<ArgumentException>(() => new NoiseTrimmer(["cobol"]));

    [Property(Arbitrary = [typeof(ProfileGenerators)])]
    public void Sums_are_unchanged(Profile profile) =>
        Assert.Equal(
            ColumnSums.Of(profile),
            ColumnSums.Of(new NoiseTrimmer(NoiseTrimmer.Runtimes).Apply(profile, new ConversionContext())));

    private static Profile Apply(string runtime, string stack)
    {
        var builder = new ProfileBuilder(new SampleType("samples", "count"));
        LocationId[] frames = [.. stack.Split(';').Reverse().Select(f => builder.AddLocation(builder.AddFunction(f)))];
        builder.AddSample(builder.AddStack(frames), [1]);
        return new NoiseTrimmer([runtime]).Apply(builder.Build(), new ConversionContext());
    }
}
