using Xunit;

namespace Refold.Formats.Tests.FlameGraph;

/// <summary>The tests that look at graphs one after the other in one browser.</summary>
[CollectionDefinition]
public sealed class BrowserTests : ICollectionFixture<Browser>;
