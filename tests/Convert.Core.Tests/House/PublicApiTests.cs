using System.Reflection;
using Refold.Formats;
using Refold.Testing;
using Xunit;

namespace Refold.Core.Tests;

/// <summary>
/// What each package shows to its users stands in a text file, so that a change of it is seen, and meant.
/// </summary>
public sealed class PublicApiTests
{
    [Theory]
    [InlineData("Refold.Core")]
    [InlineData("Refold.Formats")]
    public void The_public_face_of_a_package_is_the_approved_one(string package)
    {
        Assembly assembly = package == "Refold.Core" ? typeof(Profile).Assembly : typeof(BuiltInFormats).Assembly;

        Golden.Check(
            Repository.Path("tests", "Convert.Core.Tests", "House", $"{package}.txt"), PublicApi.Of(assembly));
    }
}
