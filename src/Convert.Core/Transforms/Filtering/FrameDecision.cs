namespace Refold;

/// <summary>What a <see cref="FrameFilter"/> finds of one location.</summary>
/// <param name="Match">How much of the location is what the filter looks for.</param>
/// <param name="Lines">
/// The lines that stay, innermost first, in terms of the profile; null if all stay, and with them the location.
/// If it is empty, the location goes.
/// </param>
internal readonly record struct FrameDecision(FrameMatch Match, Line[]? Lines = null);
