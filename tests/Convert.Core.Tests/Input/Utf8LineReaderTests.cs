using System.Text;
using FsCheck.Xunit;
using Refold.Formats;
using Refold.Testing;
using Xunit;

namespace Refold.Core.Tests;

public sealed class Utf8LineReaderTests
{
    [Theory]
    [InlineData("", new string[0])]
    [InlineData("\n", new[] { "" })]
    [InlineData("a", new[] { "a" })]
    [InlineData("a\n", new[] { "a" })]
    [InlineData("a\nb", new[] { "a", "b" })]
    [InlineData("a\r\nb\r\n", new[] { "a", "b" })]
    [InlineData("a\r", new[] { "a" })]
    [InlineData("\r\n\r\n", new[] { "", "" })]
    [InlineData("a\rb\n", new[] { "a\rb" })]
    [InlineData("a\r\r\n", new[] { "a\r" })]
    [InlineData("\n\na", new[] { "", "", "a" })]
    public void A_line_ends_with_lf_or_crlf_or_the_input(string text, string[] lines)
    {
        Assert.Equal(lines, Lines(text, atOnce: 1));
        Assert.Equal(lines, Lines(text, atOnce: 1000));
    }

    [Property]
    public void Lines_do_not_depend_on_the_chunks_of_the_stream(string[] words, byte atOnce)
    {
        string text = string.Join('\n', words.Select(w => (w ?? "").Replace('\n', ' ').Replace('\r', ' '))) + "\n";

        Assert.Equal(text.Split('\n')[..^1], Lines(text, atOnce + 1));
    }

    [Fact]
    public void A_line_may_be_longer_than_the_window()
    {
        string line = new('x', 1_000_000);

        Assert.Equal(["a", line, "b"], Lines($"a\n{line}\nb", atOnce: 100_000));
    }

    [Fact]
    public void Lines_are_counted_from_one()
    {
        Utf8LineReader lines = Reader("a\nb\n", 1);

        Assert.Equal("test(0)", lines.Position.ToString());
        lines.TryReadLine(out _);
        Assert.Equal("test(1)", lines.Position.ToString());
        lines.TryReadLine(out _);
        Assert.False(lines.TryReadLine(out _));
        Assert.Equal(2, lines.LineNumber);
    }

    [Fact]
    public void A_line_beyond_the_limit_is_rejected_before_it_is_in_memory()
    {
        var endless = new EndlessStream();
        var reader = new Utf8LineReader(
            ProfileInput.FromStream(endless, "test"), new ConversionLimits { ItemBytes = 1 << 20 });

        var error = Assert.Throws<ProfileFormatException>(() => reader.TryReadLine(out _));

        Assert.Equal("test(1): expected at most 1048576 bytes in a line, found more", error.Message);
        Assert.InRange(endless.Given, 1 << 20, 1 << 22);
    }

    [Fact]
    public void The_window_may_be_read_instead_of_lines()
    {
        Utf8LineReader lines = Reader("one\ntwo\nthree\n", 1000);

        Assert.True(lines.Fill());
        Assert.Equal("one\ntwo\nthree\n", Encoding.UTF8.GetString(lines.Window));
        lines.Skip("one\ntwo\n".Length, lines: 2);

        Assert.True(lines.TryReadLine(out ReadOnlySpan<byte> line));
        Assert.Equal("three", Encoding.UTF8.GetString(line));
        Assert.Equal(3, lines.LineNumber);
        Assert.False(lines.Fill());
    }

    private static Utf8LineReader Reader(string text, int atOnce) => new(
        ProfileInput.FromStream(new TrickleStream(Encoding.UTF8.GetBytes(text), atOnce), "test"),
        ConversionLimits.Default);

    private static List<string> Lines(string text, int atOnce)
    {
        Utf8LineReader reader = Reader(text, atOnce);
        List<string> lines = [];
        while (reader.TryReadLine(out ReadOnlySpan<byte> line))
        {
            lines.Add(Encoding.UTF8.GetString(line));
        }

        return lines;
    }
}
