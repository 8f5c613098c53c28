namespace Refold;

/// <summary>A function and the line of it that was executing: one for each function inlined at a location.</summary>
/// <param name="Function">The function.</param>
/// <param name="Number">The line being executed, from 1; 0 if unknown.</param>
/// <param name="Column">The column being executed, from 1; 0 if unknown.</param>
public readonly record struct Line(FunctionId Function, long Number = 0, long Column = 0);
