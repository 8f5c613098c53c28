using Refold.Formats.Native;
using Refold.Testing;
using Xunit;

namespace Refold.Formats.Tests.Native;

public sealed class DemanglerTests
{
    [Theory]
    [InlineData(DemangleStyle.Full, "std::vector<int, std::allocator<int> >::push_back(int&&)")]
    [InlineData(DemangleStyle.Templates, "std::vector<int, std::allocator<int> >::push_back")]
    [InlineData(DemangleStyle.Simple, "std::vector::push_back")]
    public void The_style_selects_the_shown_parts_of_a_name(DemangleStyle style, string expected) =>
        Assert.Equal(expected, Demangle(style, "_ZNSt6vectorIiSaIiEE9push_backEOi"));

    [Theory]
    [InlineData("_ZN4core3ptr13drop_in_place17h0123456789abcdefE", "core::ptr::drop_in_place")]
    [InlineData("__ZN3foo3barEi", "foo::bar")]
    [InlineData("main", "main")]
    [InlineData("_Z", "_Z")]
    [InlineData("_Zebra crossing", "_Zebra crossing")]
    public void Names_of_Rust_and_macOS_are_demangled_and_other_names_are_kept(string name, string expected) =>
        Assert.Equal(expected, Demangle(DemangleStyle.Simple, name));

    [Fact]
    public void The_mangled_name_becomes_the_system_name()
    {
        RequireProgram();

        Profile profile = Apply(DemangleStyle.Simple, "_ZN3foo3barEi", new ConversionContext());

        Function function = profile[new FunctionId(1)];
        Assert.Equal("foo::bar", profile.Text(function.Name));
        Assert.Equal("_ZN3foo3barEi", profile.Text(function.SystemName));
    }

    [Fact]
    public void A_missing_program_is_a_warning()
    {
        if (Judges.Find("swift-demangle") is not null)
        {
            Assert.Skip("swift-demangle is on the PATH: the warning without it was not tested");
        }

        var context = new ConversionContext();

        Profile profile = Apply(DemangleStyle.Simple, "$s4main3fooyyF", context);

        Assert.Equal("$s4main3fooyyF", profile.Text(profile[new FunctionId(1)].Name));
        Assert.Equal(
            "--demangle: 1 names of Swift are not demangled: swift-demangle (Swift toolchain) is not on the PATH "
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
    public void Template_arguments_and_hashes_are_removed(string name, string expected) =>
        Assert.Equal(expected, DemangledNames.Simplify(name));

    private static string Demangle(DemangleStyle style, string name)
    {
        RequireProgram();
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

    private static void RequireProgram() => Judges.Require("c++filt", "llvm-cxxfilt");
}
