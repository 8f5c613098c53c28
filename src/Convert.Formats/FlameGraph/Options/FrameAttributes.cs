namespace Refold.Formats.FlameGraph;

/// <summary>What a name-attribute file gives the element of one name, ready to write.</summary>
/// <param name="Open">The start tag with its line end, as <c>&lt;g class="slow"></c>.</param>
/// <param name="Close">The end tag with its line end.</param>
/// <param name="Title">The text that replaces name and counts, escaped; null if none does.</param>
internal sealed record FrameAttributes(byte[] Open, byte[] Close, byte[]? Title);
