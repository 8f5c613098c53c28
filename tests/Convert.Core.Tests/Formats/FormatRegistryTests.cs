using System.Text;
using Refold.Formats;
using Xunit;

namespace Refold.Core.Tests;

public sealed class FormatRegistryTests
{
    private static readonly FormatRegistry Registry = new(
    [
        new Named("first", Confidence.Possible, ".txt"),
        new Named("second", Confidence.Possible, ".second.txt", ".2"),
        new Named("sure", Confidence.Certain, ".sure"),
        new Named("written", Confidence.Certain, ".w") { IsRead = false },
        new Shy(),
    ],
    [
        new ForeignSignature(
            "a page", head => head.StartsWith("?<"u8) || head.StartsWith("<"u8)) { Advice = "print {0}" },
        new ForeignSignature("a recording", head => head.StartsWith("<rec"u8)) { IsProfile = true },
        new ForeignSignature("a guess", head => head.StartsWith("shy"u8)) { IsGuess = true },
    ]);

    [Theory]
    [InlineData("first", "first")]
    [InlineData("SECOND", "second")]
    [InlineData("third", null)]
    public void A_format_is_found_by_name_in_any_case(string name, string? found) =>
        Assert.Equal(found, Registry.Find(name)?.Name);

    [Theory]
    [InlineData("a.txt", "first")]
    [InlineData("a.second.txt", "second")]
    [InlineData("a.TXT", "first")]
    [InlineData("a.w", "written")]
    [InlineData("a", null)]
    [InlineData("txt", null)]
    public void The_format_with_the_longest_matching_extension_is_found(string path, string? found) =>
        Assert.Equal(found, Registry.FindByExtension(path)?.Name);

    [Fact]
    public void Two_formats_with_one_name_are_rejected() =>
        Assert.Throws<ArgumentException>(() => new FormatRegistry(
            [new Named("a", Confidence.None), new Named("A", Confidence.None)]));

    [Theory]
    [InlineData("!", "x", "sure")]
    [InlineData("!", "x.txt", "sure")]
    [InlineData("?", "x.2", "second")]
    [InlineData("?", "x.unknown", "first")]
    [InlineData("?", "-", "first")]
    [InlineData("", "x.sure", null)]
    public void The_most_confident_format_is_detected_then_the_one_whose_extension_matches(
        string content, string name, string? found)
    {
        using var input = ProfileInput.FromStream(
            new MemoryStream([.. content.Select(c => (byte)c)]), name);

        Assert.Equal(found, Registry.Detect(input).Format?.Name);
    }

    [Theory]
    [InlineData("shy text", "a.shy", "shy")]
    [InlineData("shy text", "a.SHY", "shy")]
    [InlineData("shy text", "a.shy.gz", "shy")]
    [InlineData("shy text", "a.txt", null)]
    [InlineData("other text", "a.shy", null)]
    public void The_extension_decides_only_if_the_content_fits_several_formats(
        string content, string name, string? found) =>
        Assert.Equal(found, Detect(content, name).Format?.Name);

    [Theory]
    [InlineData("<p>", "a: this is a page, not a profile; print a")]
    [InlineData("shy text", "a: this is a guess, not a profile; choose a format")]
    [InlineData("other text", "a: this is no known profile (it begins with 'other text'); choose a format")]
    [InlineData("\0\u0001\u0002", "a: this is no known profile (binary data); choose a format")]
    [InlineData("\n\n", "a: this is no known profile (blank lines); choose a format")]
    public void An_input_of_unknown_format_is_described_in_the_error(string content, string message)
    {
        using var input = ProfileInput.FromStream(new MemoryStream(Encoding.UTF8.GetBytes(content)), "a");

        ForeignSignature? foreign = Registry.Detect(input).Foreign;

        Assert.Equal(message, Detection.ErrorFor(input, foreign, "choose a format").Message);
    }

    [Fact]
    public void A_signature_overrides_a_format_that_is_not_certain()
    {
        Assert.Equal("first", Detect("?", "a").Format?.Name);
        Assert.Equal("a page", Detect("<shy>", "a.shy").Foreign?.Title);
        Assert.Null(Detect("!", "a").Foreign);
    }

    [Fact]
    public void If_64_KiB_fit_no_format_megabytes_are_examined_and_no_byte_is_lost()
    {
        byte[] bytes = Encoding.UTF8.GetBytes(new string('\n', 3 * ProfileInput.MaxHeadLength) + "shy text");
        using var input = ProfileInput.FromStream(new MemoryStream(bytes), "a.shy");

        Assert.Null(Registry.Detect(input, looksFurther: false).Format);
        Assert.Equal("shy", Registry.Detect(input).Format?.Name);
        var read = new MemoryStream();
        input.Stream.CopyTo(read);
        Assert.Equal(bytes, read.ToArray());
    }

    [Fact]
    public void The_head_does_not_grow_after_reading_began()
    {
        byte[] bytes = new byte[2 * ProfileInput.MaxHeadLength];
        using var input = ProfileInput.FromStream(new MemoryStream(bytes), "a");

        input.Stream.ReadByte();

        Assert.False(input.TryExtendHead());
        Assert.Equal(ProfileInput.MaxHeadLength, input.Head.Length);
    }

    private static Detection Detect(string content, string name)
    {
        using var input = ProfileInput.FromStream(new MemoryStream(Encoding.UTF8.GetBytes(content)), name);
        return Registry.Detect(input);
    }

    // Answers NameDecides for a text that contains its name.
    private sealed class Shy : ProfileFormat
    {
        public override string Name => "shy";

        public override string Title => "shy";

        public override IReadOnlyList<string> Extensions => [".shy"];

        public override ProfileFacts Keeps => ProfileFacts.None;

        public override Confidence Detect(ReadOnlySpan<byte> head) =>
            head.IndexOf("shy"u8) >= 0 ? Confidence.NameDecides : Confidence.None;

        public override IProfileReader? CreateReader(FormatOptions options) => new Nothing();
    }

    // Answers Certain for a text with "!", Possible for one with "?".
    private sealed class Named(string name, Confidence confidence, params string[] extensions) : ProfileFormat
    {
        public bool IsRead { get; init; } = true;

        public override string Name => name;

        public override string Title => name;

        public override IReadOnlyList<string> Extensions => extensions;

        public override ProfileFacts Keeps => ProfileFacts.None;

        public override Confidence Detect(ReadOnlySpan<byte> head) =>
            head.SequenceEqual(confidence == Confidence.Certain ? "!"u8 : "?"u8) || head.SequenceEqual("!"u8)
                ? confidence
                : Confidence.None;

        public override IProfileReader? CreateReader(FormatOptions options) => IsRead ? new Nothing() : null;
    }

    private sealed class Nothing : IProfileReader
    {
        public Profile Read(ProfileInput input, ConversionContext context) => throw new NotSupportedException();
    }
}
