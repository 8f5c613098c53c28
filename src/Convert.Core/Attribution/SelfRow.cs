namespace Refold.Attribution;

/// <summary>A position of a function with costs of its own.</summary>
/// <param name="Function">The function.</param>
/// <param name="Place">The position.</param>
internal readonly record struct SelfRow(int Function, int Place);
