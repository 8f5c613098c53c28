namespace Refold.Attribution;

/// <summary>A share of the costs of a call that one stack of the caller passes to the callee.</summary>
/// <remarks>
/// <code>
/// main;a (at a.c:7) calls c, entered at c.c:1, for 30:      Parent main;a   Site a.c:7   Member c   Entry c.c:1
/// </code>
/// </remarks>
/// <param name="Parent">The frame of the caller; −1 if there is none.</param>
/// <param name="Site">The position of the call in the caller; −1 if there is none.</param>
/// <param name="Member">The function that is entered.</param>
/// <param name="Entry">The position that is entered; −1 if there is none.</param>
/// <param name="Calls">The number of calls.</param>
internal readonly record struct Parcel(int Parent, int Site, int Member, int Entry, Int128 Calls);
