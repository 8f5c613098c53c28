using System.Reflection;
using Refold.Formats;
using Refold.Testing;
using Xunit;

namespace Refold.Core.Tests;

/// <summary>
/// The public API of the packages is a golden, so that changes to it are deliberate.
/// </summary>
public sealed class PublicApiTests
{
    [Fact]
    public void The_public_API_of_core_is_as_approved() => Check(typeof(Profile).Assembly);

    [Fact]
    public void The_public_API_of_formats_is_as_approved() => Check(typeof(BuiltInFormats).Assembly);

    private static void Check(Assembly assembly) => Golden.Check(
        Repository.Path("tests", "Convert.Core.Tests", "House", $"{assembly.GetName().Name}.approved.txt"),
        PublicApi.Of(assembly));
}
