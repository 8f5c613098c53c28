namespace Refold.Formats.Nettrace;

/// <summary>A location that was made of an address.</summary>
/// <param name="Id">The location.</param>
/// <param name="Tier">How far its code was optimized; empty if that is not known.</param>
internal sealed record NettraceResolvedFrame(LocationId Id, string Tier);
