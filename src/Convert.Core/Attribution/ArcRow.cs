namespace Refold.Attribution;

/// <summary>A call from a position of one function into another function.</summary>
/// <param name="Caller">The function that calls.</param>
/// <param name="Site">The position in the caller.</param>
/// <param name="Callee">The function that is entered.</param>
/// <param name="Entry">The position that is entered.</param>
internal readonly record struct ArcRow(int Caller, int Site, int Callee, int Entry);
