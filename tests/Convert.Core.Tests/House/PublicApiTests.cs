using System.Reflection;
using Refold.Formats;
using Refold.Testing;
using Xunit;

namespace Refold.Core.Tests;

/// <summary>
/// What the packages show to their users is written down, so that nobody changes it without seeing that he does.
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
