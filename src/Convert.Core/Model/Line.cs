namespace Refold;

/// <summary>A place in source code: one of the functions that were inlined at a <see cref="Location"/>.</summary>
/// <param name="Function">The function.</param>
/// <param name="Number">The line being executed, from 1; 0 if unknown.</param>
/// <param name="Column">The column being executed, from 1; 0 if unknown.</param>
public readonly record struct Line(FunctionId Function, long Number = 0, long Column = 0);
