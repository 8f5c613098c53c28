namespace Refold;

/// <summary>The place of a source's mapping in the target.</summary>
/// <param name="Id">The mapping in the target.</param>
/// <param name="Shift">The number to add to a source's address; the sum wraps around.</param>
internal readonly record struct MappingRelocation(MappingId Id, ulong Shift);
