using Refold.Formats.DotNet;
using Xunit;

namespace Refold.Formats.Tests.DotNet;

/// <summary>The names of methods in the syntax of C#.</summary>
public sealed class ClrMethodNamesTests
{
    [Theory]
    [InlineData("A.B", "Run", "void  ()", "A.B.Run()")]
    [InlineData("", "IL_STUB", "", "IL_STUB")]
    [InlineData("A.B", ".ctor", "instance void  (class System.String,int32&,bool)", "A.B..ctor(string, ref int, bool)")]
    [InlineData(
        "System.Collections.Generic.List`1[System.Int32]", "Add", "instance void  (!0)",
        "System.Collections.Generic.List<int>.Add(int)")]
    [InlineData(
        "A.Map`2[System.String,A.Pair`2[System.Int64,System.Object]]", "Get", "instance !1  (!0)",
        "A.Map<string, Pair<long, object>>.Get(string)")]
    [InlineData(
        "A.Outer`1+Inner`1[System.Byte,System.Char]", "Run", "void  (!0,!1)",
        "A.Outer<byte>.Inner<char>.Run(byte, char)")]
    [InlineData("A.Outer`1[System.__Canon]", "Run", "void  (!!0)", "A.Outer<__Canon>.Run(M0)")]
    [InlineData("A.B+<>c__DisplayClass1_0", "<Run>b__0", "instance void  ()", "A.B.<>c__DisplayClass1_0.<Run>b__0()")]
    [InlineData(
        "A.B", "Sort", "void  (value class System.Span`1<!!0>,class System.Comparison`1<!!0>)",
        "A.B.Sort(Span<M0>, Comparison<M0>)")]
    [InlineData("A.B", "F", "void  (value class System.Nullable`1<int32>)", "A.B.F(int?)")]
    [InlineData("A.B", "F", "void  (class System.String[],int32[0...,0...],uint8*)", "A.B.F(string[], int[,], byte*)")]
    [InlineData(
        "A.B", "F", "void  (native int,native uint,float32,float64,wchar)", "A.B.F(nint, nuint, float, double, char)")]
    [InlineData("A.B", "F", "void  (class [System.Runtime]System.Action`1<int32>)", "A.B.F(Action<int>)")]
    [InlineData("A.B", "F", "void  (valuetype A.B/<>c__DisplayClass7_0&)", "A.B.F(ref B.<>c__DisplayClass7_0)")]
    [InlineData(
        "A.B", "F",
        "void  (class System.Type,fnptr class System.Object(void*)&,fnptr void(unsigned int8&)&,fnptr void())",
        "A.B.F(Type, ref delegate*<void*, object>, ref delegate*<ref byte, void>, delegate*<void>)")]
    [InlineData("A.B", "F", "void  (fnptr void(int32)", "A.B.F(fnptr void(int32)")]
    [InlineData("A.B", "F", "void  (method unsigned int8 *(int32))", "A.B.F(method unsigned int8 *(int32))")]
    [InlineData("A.B`1[System.Int32", "F", "void  ()", "A.B`1[System.Int32.F()")]
    [InlineData("System.Int32[]", "Get", "int32  (int32)", "System.Int32[].Get(int)")]
    [InlineData(
        "A.B`1[[System.Int32, System.Private.CoreLib]]", "F", "void  ()", "A.B<int>.F()")]
    public void A_method_name_is_converted_to_the_syntax_of_CSharp(
        string type, string name, string signature, string expected)
    {
        Assert.Equal(expected, ClrMethodNames.ToCSharp(type, name, signature));
        Assert.Equal(expected, ClrMethodNames.ToCSharp(ClrMethodNames.ToRaw(type, name, signature)));
    }

    [Theory]
    [InlineData("Shop.Till`1[System.Int32]::Add(!0)", "Shop.Till<int>.Add(int)")]
    [InlineData("A.B`1[System.Int32]..ctor(!0)", "A.B<int>..ctor(int)")]
    [InlineData("A.B..cctor()", "A.B..cctor()")]
    [InlineData(
        "A.B`1[System.Int32].System.Collections.Generic.IEnumerable<T>.GetEnumerator()",
        "A.B<int>.System.Collections.Generic.IEnumerable<T>.GetEnumerator()")]
    [InlineData(
        "A.B.System.Collections.Generic.IDictionary<K,V>.get_Item(!0)",
        "A.B.System.Collections.Generic.IDictionary<K,V>.get_Item(T0)")]
    [InlineData("A.Program.<Main>$(class System.String[])", "A.Program.<Main>$(string[])")]
    [InlineData("poll", "poll")]
    [InlineData("", "")]
    public void A_whole_name_is_split_and_converted(string raw, string expected) =>
        Assert.Equal(expected, ClrMethodNames.ToCSharp(raw));

    [Fact]
    public void The_system_name_is_in_the_syntax_of_the_runtime() =>
        Assert.Equal(
            "A.B`1[System.Int32].F(class System.String)",
            ClrMethodNames.ToRaw("A.B`1[System.Int32]", "F", "instance void  (class System.String)"));

    [Theory]
    [InlineData("poll", "poll", "poll", "")]
    [InlineData("operator new[](unsigned long)", "operator new[](unsigned long)", "operator new[](unsigned long)", "")]
    [InlineData("std::vector<int> [clone]", "std::vector<int> [clone]", "std::vector<int> [clone]", "")]
    [InlineData(
        "instance int32 [Shop] Shop.Till`1[System.Int32]::Add(!0)[QuickJitted]",
        "Shop.Till<int>.Add(int)", "Shop.Till`1[System.Int32]::Add(!0)", "quick")]
    [InlineData(
        "instance class [Shop.Goods]Shop.Item[] [Shop] Shop.Till::Items(class [Shop.Goods]Shop.Kind)[QuickJitted]",
        "Shop.Till.Items(Kind)", "Shop.Till::Items(class [Shop.Goods]Shop.Kind)", "quick")]
    [InlineData("int32[] [Shop] Shop.Till::Sums()[OptimizedTier1]", "Shop.Till.Sums()", "Shop.Till::Sums()", "tier1")]
    [InlineData("ns::f(int) [clone .cold] [1]", "ns::f(int) [clone .cold] [1]", "ns::f(int) [clone .cold] [1]", "")]
    [InlineData(
        "void [Shop] Shop.Till::Add(int32)[PreJIT]", "Shop.Till.Add(int)", "Shop.Till::Add(int32)", "precompiled")]
    [InlineData(
        "int32 [Shop] dynamicClass::IL_STUB(int32,Shop/Ts /* MT: 0x7f73 */&)[Optimized]",
        "dynamicClass.IL_STUB(int, ref Shop.Ts)",
        "dynamicClass::IL_STUB(int32,Shop/Ts /* MT: 0x7f73 */&)",
        "optimized")]
    public void A_name_of_a_perf_map_is_split_into_name_and_tier(
        string name, string readable, string raw, string tier) =>
        Assert.Equal(new ClrPerfMapName(readable, raw, tier), ClrPerfMapName.Parse(name));
}
