namespace Refold.Formats.Callgrind;

/// <summary>A name as a line has it.</summary>
/// <param name="Text">The name.</param>
/// <param name="Number">The number that the file gave it; −1 if it has none.</param>
/// <param name="IsDefined">Whether the line defines the number: <c>(3) main</c>, not <c>(3)</c>.</param>
internal readonly record struct CallgrindName(StringId Text, Int128 Number, bool IsDefined);
