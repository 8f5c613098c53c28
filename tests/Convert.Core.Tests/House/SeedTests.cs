using System.Reflection;
using FsCheck.Xunit;
using Refold.Testing;
using Xunit;

namespace Refold.Tests.House;

/// <summary>Random choices of tests are reproducible.</summary>
public sealed class SeedTests
{
    [Fact]
    public void Properties_of_this_assembly_start_with_the_seed() =>
        Assert.Equal(Seeds.Replay, typeof(SeedTests).Assembly.GetCustomAttribute<PropertiesAttribute>()?.Replay);

    [Fact]
    public void Seeds_are_fixed_outside_of_continuous_integration_unless_one_is_requested() =>
        Assert.Equal(
            !Judges.IsContinuousIntegration && string.IsNullOrEmpty(Environment.GetEnvironmentVariable(Seeds.Variable)),
            Seeds.AreFixed);

    [Fact]
    public void Generators_start_with_their_own_seed_if_seeds_are_fixed_only() =>
        Assert.Equal(Seeds.AreFixed, Seeds.Of(7) == 7);
}
