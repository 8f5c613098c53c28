using Xunit;

namespace Refold.Formats.Tests.FlameGraph;

/// <summary>The tests that share one browser; they run one after another.</summary>
[CollectionDefinition]
public sealed class BrowserTests : ICollectionFixture<Browser>;
