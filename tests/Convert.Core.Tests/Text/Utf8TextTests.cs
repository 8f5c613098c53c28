using System.Text;
using FsCheck.Xunit;
using Refold.Text;
using Xunit;

namespace Refold.Core.Tests;

public sealed class Utf8TextTests
{
    [Property(MaxTest = 1000)]
    public void Any_bytes_come_back(byte[] bytes) =>
        Assert.Equal(bytes, Utf8Text.Encode(Utf8Text.Decode(bytes)));

    [Property]
    public void Any_text_comes_back(string text)
    {
        string valid = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text ?? ""));

        Assert.Equal(valid, Utf8Text.Decode(Utf8Text.Encode(valid)));
        Assert.Equal(Encoding.UTF8.GetBytes(valid), Utf8Text.Encode(valid));
    }

    [Theory]
    [InlineData(new byte[] { 0x61, 0xff }, "a\\dcff")]
    [InlineData(new byte[] { 0xc3 }, "\\dcc3")]
    [InlineData(new byte[] { 0xc3, 0xa9, 0x80 }, "é\\dc80")]
    [InlineData(new byte[] { 0xc0, 0x80 }, "\\dcc0\\dc80")]
    [InlineData(new byte[] { 0xed, 0xa0, 0x80 }, "\\dced\\dca0\\dc80")]
    [InlineData(new byte[] { 0xf0, 0x9f, 0x98 }, "\\dcf0\\dc9f\\dc98")]
    [InlineData(new byte[] { 0xf0, 0x9f, 0x98, 0x80, 0xff }, "😀\\dcff")]
    public void A_byte_that_is_not_UTF8_becomes_a_lone_surrogate(byte[] bytes, string text) =>
        Assert.Equal(text, Visible(Utf8Text.Decode(bytes)));

    [Fact]
    public void Other_lone_surrogates_are_replaced() =>
        Assert.Equal("a\ufffd-\ufffdb"u8, Utf8Text.Encode("a\ud800-\udd00b"));

    // An attribute cannot contain lone surrogates.
    private static string Visible(string text) => string.Concat(text.Select((c, i) =>
        char.IsLowSurrogate(c) && (i == 0 || !char.IsHighSurrogate(text[i - 1])) ? $"\\{(int)c:x4}" : $"{c}"));
}
