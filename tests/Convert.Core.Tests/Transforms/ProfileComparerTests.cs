using Refold.Formats;
using Refold.Testing;
using Xunit;

namespace Refold.Core.Tests;

/// <summary>Two profiles side by side.</summary>
public sealed class ProfileComparerTests
{
    private const string Old =
        "refold profile 1\ntype samples count\ntype cpu ms\nfunction 1 \"f\"\nfunction 2 \"h\"\nlocation 1 in 1\n"
        + "location 2 in 2\nstack 1: 1\nstack 2: 2\nsample 1 3 stack 1\nsample 1 2 stack 2\n";

    private const string New =
        "refold profile 1\ntype cpu ms\nfunction 1 \"f\"\nfunction 2 \"g\"\nlocation 1 in 1\n"
        + "location 2 in 2\nstack 1: 1\nstack 2: 2\nsample 9 stack 1\nsample 3 stack 2\n";

    [Theory]
    [InlineData(false, "f 3 9", "h 2 0", "g 0 3")]
    [InlineData(true, "f 7 9", "h 5 0", "g 0 3")]
    public void The_default_type_is_shown_before_and_after(bool normalizes, params string[] expected)
    {
        var comparer = new ProfileComparer { Normalizes = normalizes };

        Profile both = comparer.Compare(Profiles.Parse(New), Profiles.Parse(Old), new ConversionContext());

        Assert.Equal(["before/ms", "after/ms"], both.SampleTypes.Select(t => t.ToString()));
        Assert.Equal(1, both.DefaultSampleType);
        Assert.Equal(expected, both.Samples.Select(s => $"{s.Frames[0].Name} {s[0]} {s[1]}"));
    }

    [Fact]
    public void A_base_without_the_sample_type_is_an_error()
    {
        Profile other = Profiles.Parse("refold profile 1\ntype space bytes\ntype objects count\n");

        var error = Assert.Throws<ProfileFormatException>(
            () => new ProfileComparer().Compare(Profiles.Parse(New), other, new ConversionContext()));

        Assert.Equal(
            "base: expected sample type 'cpu/ms', found 'space/bytes', 'objects/count'", error.Message);
    }

    [Fact]
    public void The_sample_type_of_the_base_may_differ_by_a_plural_s()
    {
        Profile old = new ProfileBuilder("sample/count").Build();

        Profile both = new ProfileComparer().Compare(
            new ProfileBuilder("samples/count").Build(), old, new ConversionContext());

        Assert.Equal(["before/count", "after/count"], both.SampleTypes.Select(t => t.ToString()));
    }

    [Fact]
    public void Units_are_converted()
    {
        Profile old = Profiles.Parse(Old.Replace("cpu ms", "cpu s", StringComparison.Ordinal));

        Profile both = new ProfileComparer().Compare(Profiles.Parse(New), old, new ConversionContext());

        Assert.Equal("f 3000 9", both.Samples.Select(s => $"{s.Frames[0].Name} {s[0]} {s[1]}").First());
    }
}
