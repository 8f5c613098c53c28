using Refold.Formats.Native;
using Refold.Testing;
using Xunit;

namespace Refold.Formats.Tests.Symbols;

public sealed class DemanglerTests
{
    [Theory]
    [InlineData(DemangleStyle.Full, "std::vector<int, std::allocator<int> >::push_back(int&&)")]
    [InlineData(DemangleStyle.Templates, "std::vector<int, std::allocator<int> >::push_back")]
    [InlineData(DemangleStyle.Simple, "std::vector::push_back")]
    public void Names_of_cpp_are_shown_as_wished(DemangleStyle style, string expected) =>
        Assert.Equal(expected, Demangle(style, "_ZNSt6vectorIiSaIiEE9push_backEOi"));

    [Theory]
    [InlineData("_ZN4core3ptr13drop_in_place17h0123456789abcdefE", "core::ptr::drop_in_place")]
    [InlineData("__ZN3foo3barEi", "foo::bar")]
    [InlineData("main", "main")]
    [InlineData("_Z", "_Z")]
    [InlineData("_Zebra crossing", "_Zebra crossing")]
    public void Rust_and_macos_are_understood_and_other_names_stay(string name, string expected) =>
        Assert.Equal(expected, Demangle(DemangleStyle.Simple, name));

    [Fact]
    public void The_name_in_the_binary_is_kept()
    {
        Need();

        Profile profile = Apply(DemangleStyle.Simple, "_ZN3foo3barEi", new ConversionContext());

        Function function = profile[new FunctionId(1)];
        Assert.Equal("foo::bar", profile.Text(function.Name));
        Assert.Equal("_ZN3foo3barEi", profile.Text(function.SystemName));
    }

    [Fact]
    public void A_program_that_is_missing_is_a_warning()
    {
        if (Judges.Find("swift-demangle") is not null)
        {
            Assert.Skip("swift-demangle is on PATH: what happens without it was not seen.");
        }

        var context = new ConversionContext();

        Profile profile = Apply(DemangleStyle.Simple, "$s4main3fooyyF", context);

        Assert.Equal("$s4main3fooyyF", profile.Text(profile[new FunctionId(1)].Name));
        Assert.Equal(
            "--demangle: 1 names of Swift stay as they are: expected swift-demangle (Swift's toolchain) on the PATH, found none "
            + "[demangle.no-program]",
            context.Diagnostics.Kept[0].ToString());
    }

    [Theory]
    [InlineData("std::map<int, std::vector<int> >::operator[]", "std::map::operator[]")]
    [InlineData("foo<int>::operator<", "foo::operator<")]
    [InlineData("operator<< <char>", "operator<< ")]
    [InlineData("foo::operator->", "foo::operator->")]
    [InlineData("<alloc::vec::Vec<T> as core::ops::Drop>::drop", "<alloc::vec::Vec<T> as core::ops::Drop>::drop")]
    [InlineData("alloc::vec::Vec::<u8>::push", "alloc::vec::Vec::push")]
    [InlineData("core::fmt::write::h0123456789abcdef", "core::fmt::write")]
    [InlineData("core::fmt::hello", "core::fmt::hello")]
    public void Names_are_simplified(string name, string expected) =>
        Assert.Equal(expected, DemangledNames.Simplify(name));

    private static string Demangle(DemangleStyle style, string name)
    {
        Need();
        Profile profile = Apply(style, name, new ConversionContext());
        return profile.Text(profile[new FunctionId(1)].Name);
    }

    private static Profile Apply(DemangleStyle style, string name, ConversionContext context) =>
        new Demangler(style).Apply(
            Profiles.Parse($"""
                refold profile 1
                type samples count
                function 1 "{name}"
                location 1 in 1
                stack 1: 1
                sample 1 stack 1
                """),
            context);

    private static void Need() => Judges.Require("c++filt", "llvm-cxxfilt");
}
