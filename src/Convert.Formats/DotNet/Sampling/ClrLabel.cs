namespace Refold.Formats.DotNet;

/// <summary>A label that the traced program gave to an event.</summary>
/// <param name="Key">What it tells.</param>
/// <param name="Text">Its text; null if it is a number.</param>
/// <param name="Number">Its number.</param>
internal readonly record struct ClrLabel(string Key, string? Text, long Number);
