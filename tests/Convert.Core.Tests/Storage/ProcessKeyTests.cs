using System.Reflection;
using System.Runtime.Loader;
using System.Text;
using Refold.Storage;
using Xunit;

namespace Refold.Core.Tests;

/// <summary>Hashes have random keys, so that no file can be made for them.</summary>
public sealed class ProcessKeyTests
{
    private delegate uint HashFunction(ReadOnlySpan<byte> bytes);

    private delegate uint RowHashFunction(ulong a, ulong b, ulong c, ulong d);

    [Fact]
    public void Each_key_is_different() =>
        Assert.Equal(100, Enumerable.Range(0, 100).Select(_ => ProcessKeys.Next()).Distinct().Count());

    // A second copy of the assembly has static fields of its own, as in another process.
    [Fact]
    public void Hashes_of_another_process_are_different()
    {
        Assembly other = new AssemblyLoadContext(nameof(ProcessKeyTests))
            .LoadFromAssemblyPath(typeof(Profile).Assembly.Location);
        byte[] bytes = Encoding.UTF8.GetBytes("main;work;malloc");
        HashFunction hash = Method<HashFunction>(other, typeof(Fingerprint), "Hash");
        RowHashFunction rowHash = Method<RowHashFunction>(other, typeof(RowHash), "Combine");

        Assert.NotEqual(Fingerprint.Hash(bytes), hash(bytes));
        Assert.NotEqual(RowHash.Combine(1, 2, 3, 4), rowHash(1, 2, 3, 4));
    }

    private static T Method<T>(Assembly assembly, Type type, string name)
        where T : Delegate =>
        assembly.GetType(type.FullName!)!
            .GetMethod(name, [.. typeof(T).GetMethod("Invoke")!.GetParameters().Select(p => p.ParameterType)])!
            .CreateDelegate<T>();
}
