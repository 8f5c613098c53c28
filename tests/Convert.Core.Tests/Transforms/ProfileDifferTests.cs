using FsCheck.Xunit;
using Refold.Formats;
using Refold.Testing;
using Xunit;

namespace Refold.Core.Tests;

public sealed class ProfileDifferTests
{
    [Fact]
    public void Equal_samples_cancel_out_and_the_rest_is_signed() =>
        Assert.Equal(["a 6", "b -1", "c 5"], Subtract(new ProfileDiffer(), [9, 3, 5], [3, 4, 0], extra: 7));

    [Fact]
    public void A_marked_base_does_not_cancel_out() =>
        Assert.Equal(
            ["a 9", "b 3", "a -3 {pprof::base=true}", "b -3 {pprof::base=true}"],
            Subtract(new ProfileDiffer { MarksBase = true }, [9, 3, 0], [3, 3, 0]));

    [Fact]
    public void A_normalised_profile_has_the_totals_of_its_base() =>
        Assert.Equal(["a 5", "b -5"], Subtract(new ProfileDiffer { Normalizes = true }, [30, 10, 0], [10, 10, 0]));

    [Property(Arbitrary = [typeof(ProfileGenerators)])]
    public void Nothing_differs_from_itself(Profile profile)
    {
        Profile difference = new ProfileDiffer().Subtract(profile, profile, new ConversionContext());

        // Values whose sum does not fit into 64 bits stay apart.
        Assert.All(ColumnSums.Of(difference), (sum, type) => Assert.Equal(sum, -LeastValues(profile, type)));
    }

    // The negative of long.MinValue does not fit, so the largest value is used.
    private static Int128 LeastValues(Profile profile, int type)
    {
        int count = 0;
        foreach (Sample sample in profile.Samples)
        {
            count += sample[type] == long.MinValue ? 1 : 0;
        }

        return count;
    }

    private static string[] Subtract(ProfileDiffer differ, long[] values, long[] before, long extra = 0)
    {
        Profile difference = differ.Subtract(Profile(values, extra), Profile(before, extra), new ConversionContext());
        return StackLines.Of(difference);
    }

    // The last sample is equal in both, and cancels out.
    private static Profile Profile(long[] values, long extra) => Profiles.Parse($"""
        refold profile 1
        type samples count
        function 1 "a"
        function 2 "b"
        function 3 "c"
        function 4 "same"
        location 1 in 1
        location 2 in 2
        location 3 in 3
        location 4 in 4
        stack 1: 1
        stack 2: 2
        stack 3: 3
        stack 4: 4
        sample {values[0]} stack 1
        sample {values[1]} stack 2
        sample {values[2]} stack 3
        sample {extra} stack 4
        """);
}
