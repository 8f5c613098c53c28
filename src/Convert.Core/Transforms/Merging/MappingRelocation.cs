namespace Refold;

/// <summary>Where a mapping of a profile went in another one.</summary>
/// <param name="Id">The mapping there.</param>
/// <param name="Shift">What to add to an address in the mapping here to have it there; wraps around.</param>
internal readonly record struct MappingRelocation(MappingId Id, ulong Shift);
