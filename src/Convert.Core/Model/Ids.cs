namespace Refold;

// Ids count from 1, so that default means "none" or "unknown". An id belongs to the profile (or builder) it came
// from, and to no other.

/// <summary>Names one distinct UTF-8 string of a profile; <c>default</c> is the empty string.</summary>
/// <param name="Number">The string's row, from 1; 0 is the empty string.</param>
public readonly record struct StringId(int Number);

/// <summary>Names one <see cref="Mapping"/>; <c>default</c> means that the mapping is unknown.</summary>
/// <param name="Number">The mapping's row, from 1; 0 means none.</param>
public readonly record struct MappingId(int Number);

/// <summary>Names one <see cref="Function"/>; <c>default</c> means that the function is unknown.</summary>
/// <param name="Number">The function's row, from 1; 0 means none.</param>
public readonly record struct FunctionId(int Number);

/// <summary>Names one <see cref="Location"/>; <c>default</c> means none.</summary>
/// <param name="Number">The location's row, from 1; 0 means none.</param>
public readonly record struct LocationId(int Number);

/// <summary>Names one call stack; <c>default</c> is the stack without frames.</summary>
/// <param name="Number">The stack's row, from 1; 0 is the stack without frames.</param>
public readonly record struct StackId(int Number);

/// <summary>Names one distinct list of labels; <c>default</c> is the empty list.</summary>
/// <param name="Number">The list's row, from 1; 0 is the empty list.</param>
public readonly record struct LabelSetId(int Number);
