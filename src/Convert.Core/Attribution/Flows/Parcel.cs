namespace Refold.Attribution;

/// <summary>A share of the costs of a call, on its way from the caller's stack to the callee.</summary>
/// <param name="Parent">The frame of the caller; −1 if there is none.</param>
/// <param name="Site">The position in the caller from which it calls; −1 if there is none.</param>
/// <param name="Member">The function that is entered.</param>
/// <param name="Entry">The position that is entered; −1 if there is none.</param>
/// <param name="Calls">The number of calls.</param>
internal readonly record struct Parcel(int Parent, int Site, int Member, int Entry, Int128 Calls);
