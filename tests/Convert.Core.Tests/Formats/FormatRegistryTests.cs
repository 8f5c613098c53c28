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
    public void The_longest_ending_wins(string path, string? found) =>
        Assert.Equal(found, Registry.FindByExtension(path)?.Name);

    [Fact]
    public void Two_formats_must_not_have_one_name() =>
        Assert.Throws<ArgumentException>(() => new FormatRegistry(
            [new Named("a", Confidence.None), new Named("A", Confidence.None)]));

    [Theory]
    [InlineData("!", "x", "sure")]
    [InlineData("!", "x.txt", "sure")]
    [InlineData("?", "x.2", "second")]
    [InlineData("?", "x.unknown", "first")]
    [InlineData("?", "-", "first")]
    [InlineData("", "x.sure", null)]
    public void The_surest_by_content_wins_and_then_the_name_decides(string content, string name, string? found)
    {
        using var input = ProfileInput.FromStream(
            new MemoryStream([.. content.Select(c => (byte)c)]), name);

        Assert.Equal(found, Registry.Detect(input)?.Name);
    }

    // Says what it is made to say: sure ones ask for "!", the others for "?".
    private sealed class Named(string name, Confidence confidence, params string[] extensions) : ProfileFormat
    {
        public bool IsRead { get; init; } = true;

        public override string Name => name;

        public override string Title => name;

        public override IReadOnlyList<string> Extensions => extensions;

        public override Fidelity Keeps => Fidelity.None;

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
