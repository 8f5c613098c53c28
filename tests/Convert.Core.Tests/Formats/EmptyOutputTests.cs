using Refold.Formats;
using Refold.Testing;
using Xunit;

namespace Refold.Core.Tests;

/// <summary>The reports on outputs without values.</summary>
public sealed class EmptyOutputTests
{
    private const string Rows = "function 1 \"main\"\nlocation 1 in 1\nstack 1: 1\n";

    [Fact]
    public void A_sample_type_without_values_is_reported_with_one_that_has_values()
    {
        ConversionContext context = Report(
            $"refold profile 1\ntype alloc_space bytes\ntype inuse_space bytes\n{Rows}sample 500 0 stack 1\n", [1]);

        Diagnostic said = Assert.Single(context.Diagnostics.Kept);
        Assert.Equal(
            "out: empty, since inuse_space/bytes is 0 in all samples (1); alloc_space/bytes has 500!alloc_space "
                + "[output.no-values]",
            said.ToString());
        Assert.Equal(1, context.Diagnostics.WarningCount);
    }

    [Fact]
    public void A_profile_whose_values_are_all_0_is_reported_as_a_warning()
    {
        ConversionContext context =
            Report($"refold profile 1\ntype a count\ntype b count\n{Rows}sample 0 0 stack 1\n", [0, 1]);

        Assert.Equal(
            "empty, since a/count, b/count are 0 in all samples (1)", Assert.Single(context.Diagnostics.Kept).Message);
    }

    [Fact]
    public void A_profile_without_samples_is_reported_as_a_note()
    {
        ConversionContext context = Report("refold profile 1\ntype cpu nanoseconds\n", [0]);

        Assert.Equal([EmptyOutput.NoSamples], context.Diagnostics.Counts.Keys);
        Assert.Equal(0, context.Diagnostics.WarningCount);
    }

    [Fact]
    public void Values_are_not_reported_and_nothing_is_reported_twice()
    {
        var context = new ConversionContext();
        Profile full = Profiles.Parse($"refold profile 1\ntype a count\ntype b count\n{Rows}sample 0 -1 stack 1\n");

        Assert.False(EmptyOutput.Report(full, [0, 1], "out", context));
        Assert.Empty(context.Diagnostics.Counts);
        Assert.True(EmptyOutput.Report(full, [0], "out", context));
        Assert.True(EmptyOutput.Report(full, [0], "out", context));
        Assert.Equal(1, context.Diagnostics.Counts[EmptyOutput.NoValues]);
    }

    private static ConversionContext Report(string text, int[] written)
    {
        var context = new ConversionContext();
        EmptyOutput.Report(Profiles.Parse(text), written, "out", context, type => $"!{type.Name}");
        return context;
    }
}
