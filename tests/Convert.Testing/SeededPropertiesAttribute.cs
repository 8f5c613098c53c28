using FsCheck.Xunit;

namespace Refold.Testing;

/// <summary>Makes the properties of a test assembly start with the seed of <see cref="Seeds"/>.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class SeededPropertiesAttribute : PropertiesAttribute
{
    /// <summary>Takes the seed.</summary>
    public SeededPropertiesAttribute() => Replay = Seeds.Replay;
}
