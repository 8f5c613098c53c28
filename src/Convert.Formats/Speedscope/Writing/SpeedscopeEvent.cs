namespace Refold.Formats.Speedscope;

/// <summary>A frame that opens or closes.</summary>
/// <param name="Opens">True if it opens.</param>
/// <param name="Frame">The place of the frame.</param>
/// <param name="At">When, in the unit of the profile.</param>
/// <param name="Position">Where the event stands.</param>
internal readonly record struct SpeedscopeEvent(bool Opens, int Frame, JsonNumber At, InputPosition Position);
