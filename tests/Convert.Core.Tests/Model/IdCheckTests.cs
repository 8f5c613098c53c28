using Xunit;

namespace Refold.Core.Tests;

/// <summary>Ids of another profile are noticed in debug builds.</summary>
public sealed class IdCheckTests
{
    [Theory]
    [InlineData(-1)]
    [InlineData(4)]
    public void An_id_beyond_the_rows_of_the_profile_is_rejected(int number)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => IdChecks.Verify(number, 3, "function"));

        Assert.Contains($"The id {number} is of another profile", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_ids_of_the_profile_and_the_default_are_accepted()
    {
        for (int number = 0; number <= 3; number++)
        {
            IdChecks.Verify(number, 3, "function");
        }
    }

#if DEBUG
    [Fact]
    public void A_debug_build_rejects_ids_of_another_profile()
    {
        Profile profile = new ProfileBuilder("samples/count").Build();

        Assert.Throws<ArgumentOutOfRangeException>(() => profile[new StringId(1)].Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => profile[new MappingId(1)]);
        Assert.Throws<ArgumentOutOfRangeException>(() => profile[new FunctionId(1)]);
        Assert.Throws<ArgumentOutOfRangeException>(() => profile[new LocationId(1)].Address);
        Assert.Throws<ArgumentOutOfRangeException>(() => profile[new StackId(1)].Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => profile[new LabelSetId(1)].Length);
    }
#endif
}
