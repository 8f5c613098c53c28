using System.Text;
using Refold.Aggregation;
using Xunit;

namespace Refold.Core.Tests.Aggregation;

public sealed class SymbolTidierTests
{
    [Theory]
    [InlineData("main", "main")]
    [InlineData("f(int, char const*)", "f")]
    [InlineData(
        "std::vector<int, std::allocator<int> >::push_back(int const&)",
        "std::vector<int, std::allocator<int> >::push_back")]
    [InlineData("std::function<int (int)>::operator()(int) const", "std::function<int (int)>::operator")]
    [InlineData("(anonymous namespace)::f(int)", "(anonymous namespace)::f")]
    [InlineData("a::(anonymous namespace)::f<(b)1>(int)", "a::(anonymous namespace)::f<(b)1>")]
    [InlineData("net/http.(*conn).serve", "net/http.(*conn).serve")]
    [InlineData("main.main.func1", "main.main.func1")]
    [InlineData("main::{lambda(int)#1}::operator()(int) const", "main::{lambda(int)#1}::operator")]
    [InlineData("Ljava/util/HashMap;::get", "java/util/HashMap;::get")]
    [InlineData("LazyCompile:*work /srv/app/x.js:12", "LazyCompile:*work /srv/app/x.js:12")]
    [InlineData("core::ops::function::FnOnce::call_once::h0123456789abcdef", "core::ops::function::FnOnce::call_once")]
    [InlineData("not_a_hash::h0123456789abcdeg", "not_a_hash::h0123456789abcdeg")]
    [InlineData("\"quoted\" 'name'", "\"quoted\" 'name'")]
    [InlineData("(", "(")]
    [InlineData("", "")]
    public void Parameters_and_hashes_are_removed(string name, string tidied) =>
        Assert.Equal(tidied, Encoding.UTF8.GetString(SymbolTidier.Tidy(Encoding.UTF8.GetBytes(name))));

    [Theory]
    [InlineData("f(int) const:20", 20, "f:20")]
    [InlineData("FnOnce::call_once::h0123456789abcdef:20", 20, "FnOnce::call_once:20")]
    [InlineData("main:20", 20, "main:20")]
    [InlineData("f(int):20", 21, "f")]
    [InlineData("f(int):0", 0, "f")]
    public void The_line_number_of_the_frame_stays(string name, long line, string tidied) =>
        Assert.Equal(tidied, Encoding.UTF8.GetString(SymbolTidier.Tidy(Encoding.UTF8.GetBytes(name), line)));
}
