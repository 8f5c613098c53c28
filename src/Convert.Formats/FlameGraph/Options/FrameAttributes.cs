namespace Refold.Formats.FlameGraph;

/// <summary>The markup that a name-attribute file adds to the frames of one name.</summary>
/// <param name="Open">The start tag with its line end: <c>&lt;g class="slow"></c>.</param>
/// <param name="Close">The end tag with its line end.</param>
/// <param name="Title">The escaped text that replaces name and counts; null to keep these.</param>
internal sealed record FrameAttributes(byte[] Open, byte[] Close, byte[]? Title);
